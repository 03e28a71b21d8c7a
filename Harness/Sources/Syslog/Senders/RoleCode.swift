import ByteScan

/// What a record may be because of who logs it, before anything is known of its text; in one byte.
struct RoleCode: Hashable, Sendable {
  private var value: UInt8

  /// As tables of names keep it.
  init(byte: UInt8) { value = byte }
  var byte: UInt8 { value }

  static let other = RoleCode(value: 0)
  /// The kernel where no library is named: a few of its records report decisions.
  static let kernel = RoleCode(value: 1)
  /// The kernel's sandbox and sandboxd, whose other records are of the sandbox's family.
  static let reporter = RoleCode(value: 2)
  /// Whoever is not told apart any more can be anybody.
  static let anybody = RoleCode(value: 0x40)

  private static func family(_ index: UInt8) -> LogFamily? {
    switch index {
    case 0: .sandbox
    case 1: .transitd
    case 2: .sharing
    case 3: .sandboxExtension
    case 4: .fileProvider
    case 5: .fileCoordination
    case 6: .containerManager
    case 7: .installation
    case 8: .privacy
    case 9: .network
    case 10: .dataProtection
    case 11: .codeSigning
    case 12: .crash
    default: nil
    }
  }

  private init(value: UInt8) { self.value = value }

  init(_ family: LogFamily) { value = UInt8(family.index + 3) }

  /// Nil for those above.
  var family: LogFamily? { value < 3 ? nil : Self.family(value - 3) }
  /// Whether a record of a family can be meant.
  var isFamily: Bool { value > 2 }

  /// Whether a record may report a decision of the sandbox.
  var reportsDecisions: Bool { self == .kernel || self == .reporter || self == .anybody }

  /// Of a process.
  static func process(_ name: String) -> RoleCode {
    switch name {
    case "kernel": .kernel
    case "sandboxd": .reporter
    default: DaemonFamilies.processFamily(name).map { RoleCode($0) } ?? .other
    }
  }

  /// Of a library.
  static func image(_ name: String) -> RoleCode {
    DaemonFamilies.imageFamily(name).map { RoleCode($0) } ?? .other
  }

  /// Of a process, for which a library speaks.
  func with(image: RoleCode) -> RoleCode { RoleCode(value: record_scan_role(value, image.value)) }
}
