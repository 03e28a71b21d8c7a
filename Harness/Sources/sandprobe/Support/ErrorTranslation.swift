import Device
import Foundation
import LogInput
import Report
import RunFolder
import Runner
import Scenario
import VirtualPhone
import Verdict

extension CommandError {
  /// Any error in the words of the command line, with its exit status.
  init(translating error: any Error) {
    switch error {
    case let error as CommandError: self = error
    case let error as ToolError:
      self.init(Self.status(of: error), error.description, help: [error.remedy])
    case let error as LogInputError: self.init(error.status, error.description, help: [error.remedy])
    case let error as SimulatorError: self.init(.noDevice, error.description, help: [error.remedy])
    case let error as PhoneError: self.init(.noDevice, error.description, help: [error.remedy])
    case let error as ConductorError: self.init(.noDevice, error.description, help: [error.remedy])
    case let error as RunnerError: self.init(.noDevice, error.description, help: [error.remedy])
    case let error as HouseArrestError: self.init(.noDevice, error.description)
    case let error as ResumeError:
      self.init(Self.status(of: error), error.description, help: [error.remedy])
    case let error as RunFolderError:
      self.init(Self.status(of: error), error.description, help: [error.remedy])
    case let error as ScenarioFileError:
      self.init(.badInput, error.description)
      isFormatted = true
    case let error as ComparisonError: self.init(.badInput, error.description)
    case let error as FaultSpecError: self.init(.usage, error.description, help: [error.remedy])
    case let error as PhoneModelError: self.init(.usage, error.description)
    case let error as VirtualPhoneServerError: self.init(.inputOutput, error.description)
    case is CancellationError: self.init(.interrupted, "interrupted")
    default:
      self.init(
        .internalError, String(describing: error),
        help: ["this is a fault of sandprobe itself; please report it with the command that you typed"])
    }
  }

  static func severalPhones(_ udids: [String]) -> CommandError {
    CommandError(
      .noDevice, "\(udids.count) phones are attached: \(udids.joined(separator: ", "))",
      help: ["name one with --device UDID"])
  }

  static let mutantsNeedVirtualPhone = CommandError(
    .usage, "--mutate turns over rules of the virtual phone, and this is an attached one",
    help: ["add --device virtual"])

  static let faultsNeedVirtualPhone = CommandError(
    .usage, "--fault disturbs the virtual phone, and this is an attached one",
    help: ["add --device virtual"])

  private static func status(of error: ToolError) -> ExitStatus {
    if case .unheard = error { .inputOutput } else { .noDevice }
  }

  private static func status(of error: ResumeError) -> ExitStatus {
    if case .differs = error { .noDevice } else { .badInput }
  }

  private static func status(of error: RunFolderError) -> ExitStatus {
    switch error {
    case .notFound, .notARunFolder, .newerSchema, .unreadableManifest, .neverBegan, .inUse: .badInput
    case .unreadable, .cannotCreate, .cannotWrite: .inputOutput
    }
  }
}
