/// Who logs: a process, and the library inside it that speaks.
package struct Sender: Hashable, Sendable {
  /// As printed; it may be cut, hold blanks or be a path.
  package var process: String
  package var image: String?
  /// What its records may be, before anything is known of their text.
  package var role: Role

  /// What a sender's records may be.
  package enum Role: Hashable, Sendable {
    /// The kernel where no library is named.
    case kernel
    /// The kernel's sandbox, which reports decisions.
    case kernelSandbox
    /// The daemon that reports decisions on older systems.
    case sandboxd
    case family(LogFamily)
    case other
  }

  init(process: String, image: String?) {
    self.process = process
    self.image = image
    role =
      switch process {
      case "kernel" where image == nil: .kernel
      case "kernel" where image == "Sandbox": .kernelSandbox
      case "sandboxd": .sandboxd
      default: DaemonFamilies.senderFamily(process: process, image: image).map { .family($0) } ?? .other
      }
  }
}

extension Sender {
  /// A role in one byte.
  struct RoleCode: Hashable, Sendable {
    fileprivate var value: UInt8

    static let other = RoleCode(value: 0)
    /// The kernel where no library is named: a few of its records report decisions.
    static let kernel = RoleCode(value: 1)
    /// The kernel's sandbox, sandboxd, and whoever is not told apart any more.
    static let reporter = RoleCode(value: 2)

    init(value: UInt8) { self.value = value }

    /// Nil for those above.
    var family: LogFamily? { value < 3 ? nil : Self.family(value - 3) }

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

    fileprivate init(_ family: LogFamily) {
      self.init(value: UInt8(family.index + 3))
    }
  }
}

extension Sender.Role {
  func code(for sender: Int) -> Sender.RoleCode {
    if sender == SenderTable.overflow { return .reporter }
    return switch self {
    case .kernel: .kernel
    case .kernelSandbox, .sandboxd: .reporter
    case .family(let family): Sender.RoleCode(family)
    case .other: .other
    }
  }
}
