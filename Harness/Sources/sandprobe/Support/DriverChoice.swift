import ArgumentParser
import Runner

/// The word after `--driver`.
enum DriverChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, conductor, `operator`

  var driver: Driver {
    switch self {
    case .auto: .auto
    case .conductor: .conductor
    case .operator: .operator
    }
  }
}

extension Driver {
  /// The desk at which a person can be asked.
  /// - Throws: `CommandError` where a person is wanted and none can be asked.
  func desk() throws -> OperatorTerminal? {
    switch self {
    case .conductor: return nil
    case .auto: return OperatorTerminal()
    case .operator:
      guard let desk = OperatorTerminal() else {
        throw CommandError(
          .usage, "--driver operator asks a person at a terminal, and standard input is none",
          help: ["run it in a terminal, or leave --driver away: what needs a person is then not done"])
      }
      return desk
    }
  }
}
