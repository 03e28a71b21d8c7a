import LogInput

extension LogInputError {
  /// What the program ends with when a log cannot be read.
  var status: ExitStatus {
    switch self {
    case .notFound, .unreadable, .notALog: .inputOutput
    case .unknownCompression: .badInput
    case .toolMissing, .toolNotStarted: .noDevice
    case .cannotFollow: .usage
    }
  }
}
