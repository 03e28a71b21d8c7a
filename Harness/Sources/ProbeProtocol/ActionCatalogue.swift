/// What an action takes and gives: the contract between scenarios, ProbeKit and the editors' schema.
public struct ActionSpecification: Hashable, Sendable {
  /// The type of an argument.
  public enum ArgumentType: String, Hashable, Sendable {
    case string, integer, boolean, strings
    /// An absolute path on the phone, or one that starts with `~/` for the actor's own home.
    case path
  }

  /// One argument.
  public struct Argument: Hashable, Sendable {
    public var name: String
    public var type: ArgumentType
    public var isRequired: Bool
    public var summary: String
    /// Whether it holds the run's key: an event says of it how long it is and nothing else, since events are logged.
    public var isSecret: Bool

    public init(
      _ name: String, _ type: ArgumentType, isRequired: Bool = true, _ summary: String, isSecret: Bool = false
    ) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
      self.summary = summary
      self.isSecret = isSecret
    }
  }

  public var name: ActionName
  public var summary: String
  public var arguments: [Argument]
  /// The members of the result's data that scenarios may save or expect, each with what it holds.
  public var results: [String: String]

  public init(
    _ name: ActionName, _ summary: String, arguments: [Argument] = [], results: [String: String] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.results = results
  }

  /// Arguments as they may be shown: without secrets.
  public func shown(_ given: [String: JSONValue]) -> [String: JSONValue] {
    let secrets = Set(arguments.filter(\.isSecret).map(\.name))
    guard !secrets.isEmpty else { return given }
    return Dictionary(
      uniqueKeysWithValues: given.map { name, value in
        secrets.contains(name)
          ? (name, .string("\(value.stringValue?.utf8.count ?? 0) bytes, not shown")) : (name, value)
      })
  }
}

/// Every action there is.
public enum ActionCatalogue {
  /// The actions in the order in which help lists them.
  public static let all: [ActionSpecification] =
    identity + directories + files + modes + processes + groups + sharing + desk + scopes + mailboxes
    + protection + handles + lifecycle
    + host + screen

  /// The action of that name.
  public static func specification(of name: ActionName) -> ActionSpecification? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static let path = ActionSpecification.Argument("path", .path, "the file or directory")

  private static let identity: [ActionSpecification] = [
    ActionSpecification(
      "identity.read", "says who the actor is: getuid, geteuid, getpwuid, NSHomeDirectory, the bundle",
      results: [
        "uid": "real user id", "euid": "effective user id", "user": "name that getpwuid gives, or null",
        "home": "NSHomeDirectory()", "temporary": "NSTemporaryDirectory()", "bundle": "bundle identifier",
        "pid": "process id",
      ])
  ]

  private static let directories: [ActionSpecification] = [
    ActionSpecification(
      "dir.open", "opens a directory with opendir and counts its entries", arguments: [path],
      results: ["count": "entries besides . and ..", "entries": "their names, sorted"]),
    ActionSpecification(
      "dir.walk", "lists a directory and all below it", arguments: [path],
      results: ["count": "entries found", "entries": "relative paths, sorted"]),
    ActionSpecification("dir.make", "makes a directory", arguments: [path]),
  ]

  private static let files: [ActionSpecification] = [
    ActionSpecification(
      "file.read", "opens a file for reading and reads it whole", arguments: [path],
      results: [
        "size": "bytes", "sha256": "digest of the content",
        "text": "the content where it is short UTF-8, or null",
        "format": "binary-plist, xml-plist, json, text or data, by the content",
        "number": "the content as a whole number, or null",
      ]),
    ActionSpecification(
      "file.await",
      "reads a file again and again until its text is the one given; the outcome is nil where it never is",
      arguments: [
        path, .init("text", .string, "the whole text to wait for"),
        .init("within", .integer, isRequired: false, "milliseconds; 10,000 unless told otherwise"),
      ],
      results: ["text": "the content at the last look where it is short UTF-8, or null"]),
    ActionSpecification(
      "file.write", "opens a file for writing, cuts it and writes text",
      arguments: [
        path, .init("text", .string, "what to write"),
        .init(
          "create", .boolean, isRequired: false, "make the file if it is absent; yes unless told otherwise"),
      ],
      results: ["size": "bytes written"]),
    ActionSpecification("file.remove", "unlinks a file", arguments: [path]),
    ActionSpecification(
      "file.stat", "asks for a file's attributes",
      arguments: [
        path,
        .init("follow", .boolean, isRequired: false, "follow a symbolic link; yes unless told otherwise"),
      ],
      results: [
        "type": "file, directory, link or other", "size": "bytes", "uid": "owner",
        "mode": "permission bits, octal text",
        "file": "device and inode: equal for two names of one file", "target": "where a link points, or null",
      ]),
    ActionSpecification(
      "file.probe", "tries to stat each of several paths",
      arguments: [.init("paths", .strings, "the paths")],
      results: ["present": "the paths that exist, sorted", "outcomes": "outcome by path"]),
    ActionSpecification(
      "volume.stat", "asks for the mount flags of the volume that holds a path", arguments: [path],
      results: ["readOnly": "true where the volume is mounted read-only"]),
  ]

  private static let modes: [ActionSpecification] = [
    ActionSpecification(
      "file.mode", "sets permission bits with chmod",
      arguments: [path, .init("mode", .string, "octal text such as 0600")])
  ]

  private static let processes: [ActionSpecification] = [
    ActionSpecification(
      "process.setuid", "calls setuid", arguments: [.init("uid", .integer, "the user id to become")],
      results: ["uid": "real user id afterwards", "euid": "effective user id afterwards"]),
    ActionSpecification("process.fork", "calls fork; a child that comes to be ends at once"),
    ActionSpecification(
      "process.spawn", "starts a program with posix_spawn and waits for it", arguments: [path],
      results: ["status": "exit status"]),
  ]

  private static let groups: [ActionSpecification] = [
    ActionSpecification(
      "group.locate", "asks for the container of an App Group; the outcome is nil where there is none",
      arguments: [.init("group", .string, "the group's identifier")],
      results: ["path": "the container's path, or null"]),
    ActionSpecification(
      "defaults.write", "sets a value in UserDefaults(suiteName:) and synchronises",
      arguments: [
        .init("suite", .string, "the suite's name"), .init("key", .string, "the key"),
        .init("value", .string, "the value"),
      ]),
    ActionSpecification(
      "defaults.read", "reads a value from UserDefaults(suiteName:)",
      arguments: [.init("suite", .string, "the suite's name"), .init("key", .string, "the key")],
      results: ["value": "the value, or null"]),
  ]

  private static let sharing: [ActionSpecification] = [
    ActionSpecification(
      "counter.race",
      "adds one to the number in a file, again and again: reads, holds, writes; waits for its partners first",
      arguments: [
        path, .init("rounds", .integer, "how often"),
        .init("hold", .integer, "milliseconds between reading and writing"),
        .init("coordinated", .boolean, "each round inside NSFileCoordinator"),
        .init("partners", .integer, "how many actors race; each waits until all have arrived"),
      ],
      results: ["rounds": "rounds done", "last": "the number this actor wrote last"]),
    ActionSpecification(
      "record.read",
      "reads a JSON record {name: text, amount: whole number from 0} that another actor left, and uses it",
      arguments: [
        path, .init("validate", .boolean, "check types and range before use; otherwise take what is there"),
      ],
      results: ["name": "the name as used", "amount": "the amount as used"]),
  ]

  /// The actions that the harness takes itself, with the actor `host`.
  public static let hostActions: Set<ActionName> = Set((host + screen).map(\.name))
}
