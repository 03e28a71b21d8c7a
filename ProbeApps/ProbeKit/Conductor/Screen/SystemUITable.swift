/// What to look for in the system's user interface on one version of iOS: places in the order in which they are tried.
///
/// Labels are those of a phone set to English; systems in other languages are not supported.
public struct SystemUITable: Sendable {
  public let version: Int
  private let lookups: [UIPart: [UILookup]]
  /// Ways to press the lock button, in the order in which they are tried.
  public let lockWays: [CaseButton]

  /// - Parameter version: iOS's major version. One that the table does not know is taken for the nearest that it knows.
  public init(version: Int) {
    self.version = min(max(version, Self.known.lowerBound), Self.known.upperBound)
    let version = self.version
    lookups = Dictionary(grouping: Self.all.filter { $0.versions.contains(version) }, by: \.part)
    // pressLockButton waits for a confirmation that never comes on iOS 27 and from a runner that Xcode 27 built; the
    // device event was seen to work there (appium/WebDriverAgent #1171).
    lockWays = version >= 27 ? [.lockByEvent, .lockByDevice] : [.lockByDevice, .lockByEvent]
  }

  /// Where to look for a part, in order; never empty.
  public func lookups(for part: UIPart) -> [UILookup] { lookups[part] ?? [] }

  /// The versions that the table tells apart.
  public static let known = 15...27

  static let all: [UILookup] = shareSheet + picker + alerts

  /// A row of the table.
  static func row(
    _ part: UIPart, in owner: UIOwner, _ steps: ElementStep..., on versions: ClosedRange<Int> = known,
    source: String
  ) -> UILookup {
    UILookup(part: part, owner: owner, path: ElementPath(steps), versions: versions, source: source)
  }
}
