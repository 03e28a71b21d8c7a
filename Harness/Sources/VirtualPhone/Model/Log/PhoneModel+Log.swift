import Foundation

extension PhoneModel {
  /// Puts a line of a system process into the log, for the hand that a test lends the phone. It says nothing of what iOS
  /// logs.
  package func log(process: String, _ message: String) {
    core.log.append {
      PhoneLogRecord(
        time: Date(), process: process, processPath: "/usr/libexec/\(process)", pid: 99, level: .default,
        message: message)
    }
  }
}
