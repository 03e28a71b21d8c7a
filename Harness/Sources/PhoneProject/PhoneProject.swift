import ProbeProtocol
import Yams

/// What `ProbeApps/project.yml` says, with its templates filled in as XcodeGen does.
public struct PhoneProject: Hashable, Sendable {
  /// By name.
  public let targets: [String: ProjectTarget]
  /// Settings that every target has.
  public let settings: [String: String]

  /// - Parameter yaml: The file's text.
  public init(yaml: String) throws(ProjectError) {
    let root: JSONValue
    do {
      root = JSONValue(yaml: try Yams.load(yaml: yaml))
    } catch {
      throw ProjectError("project.yml is no YAML: \(error)")
    }
    guard let targets = root["targets"]?.objectValue else { throw ProjectError("project.yml has no targets") }
    let templates = TemplateSet(templates: root["targetTemplates"]?.objectValue ?? [:])
    let deployment = root["options"]?["deploymentTarget"]?["iOS"]?.stringValue ?? ""
    var read: [String: ProjectTarget] = [:]
    for (name, value) in targets {
      read[name] = ProjectTarget(
        name: name, try templates.resolved(value, name: name), deployment: deployment)
    }
    self.targets = read
    self.settings = (root["settings"]?["base"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
  }

  /// The targets of a kind, by name.
  public func targets(_ kinds: ProjectTarget.Kind...) -> [ProjectTarget] {
    targets.values.filter { $0.kind.map(kinds.contains) ?? false }.sorted { $0.name < $1.name }
  }
}

/// Why the project cannot be read.
public struct ProjectError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// XcodeGen's target templates: merged in the order in which they are named, what they name themselves before them;
/// lists are joined, objects merged, and `${…}` stands for the target's name and its attributes.
struct TemplateSet {
  var templates: [String: JSONValue]

  func resolved(_ target: JSONValue, name: String) throws(ProjectError) -> JSONValue {
    var names: [String] = []
    try collect(target, &names, owner: name)
    guard !names.isEmpty else { return target }
    var merged = JSONValue.object([:])
    for name in names { merged = merged.merged(with: templates[name] ?? .object([:])) }
    merged = merged.merged(with: target)
    var words = ["target_name": name]
    for (key, value) in merged["templateAttributes"]?.objectValue ?? [:] {
      words[key] = value.stringValue ?? ""
    }
    return merged.expanded(words)
  }

  private func collect(_ value: JSONValue, _ names: inout [String], owner: String) throws(ProjectError) {
    for name in (value["templates"]?.arrayValue ?? []).compactMap(\.stringValue) where !names.contains(name) {
      guard let template = templates[name] else {
        throw ProjectError("\(owner) names a template '\(name)' that is not there")
      }
      try collect(template, &names, owner: name)
      names.append(name)
    }
  }
}

extension JSONValue {
  /// What Yams gives for a document.
  init(yaml: Any?) {
    switch yaml {
    case let value as Bool: self = .bool(value)
    case let value as Int: self = .int(value)
    case let value as Double: self = .double(value)
    case let value as String: self = .string(value)
    case let value as [Any]: self = .array(value.map { JSONValue(yaml: $0) })
    case let value as [AnyHashable: Any]:
      self = .object(
        Dictionary(value.map { ("\($0.key)", JSONValue(yaml: $0.value)) }) { first, _ in first })
    default: self = .null
    }
  }

  /// This value with another laid over it.
  func merged(with other: JSONValue) -> JSONValue {
    switch (self, other) {
    case (.object(let mine), .object(let theirs)): .object(mine.merging(theirs) { $0.merged(with: $1) })
    case (.array(let mine), .array(let theirs)): .array(mine + theirs)
    default: other
    }
  }

  /// The value with `${word}` replaced in every text and name; other words stay.
  func expanded(_ words: [String: String]) -> JSONValue {
    switch self {
    case .string(let text): .string(Self.expanded(text, words))
    case .array(let elements): .array(elements.map { $0.expanded(words) })
    case .object(let members):
      .object(
        Dictionary(members.map { (Self.expanded($0.key, words), $0.value.expanded(words)) }) { first, _ in
          first
        })
    default: self
    }
  }

  private static func expanded(_ text: String, _ words: [String: String]) -> String {
    guard text.contains("$") else { return text }
    return words.reduce(text) { text, word in
      text.split(separator: "${\(word.key)}", omittingEmptySubsequences: false).joined(separator: word.value)
    }
  }
}
