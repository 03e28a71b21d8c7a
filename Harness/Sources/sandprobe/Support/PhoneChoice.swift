import ArgumentParser

/// The word after `--device`.
enum PhoneChoice: ExpressibleByArgument, Hashable, Sendable {
  /// The one attached phone; with none attached, the virtual one.
  case auto
  case udid(String)
  /// A Simulator; nil is the one that is booted.
  case simulator(udid: String?)
  /// A virtual phone; nil is the default profile.
  case virtual(profile: String?)

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    switch parts.first {
    case nil: return nil
    case "auto" where parts.count == 1: self = .auto
    case "virtual": self = .virtual(profile: parts.count == 2 ? parts[1] : nil)
    case "simulator": self = .simulator(udid: parts.count == 2 ? parts[1] : nil)
    default: self = .udid(argument)
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .auto: "auto"
    case .udid(let udid): udid
    case .simulator(let udid): "simulator" + (udid.map { ":\($0)" } ?? "")
    case .virtual(let profile): "virtual" + (profile.map { ":\($0)" } ?? "")
    }
  }
}
