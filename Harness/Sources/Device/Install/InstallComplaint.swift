public import Foundation

/// What an installer says of a failure, with what it means where that is known.
public enum InstallComplaint {
  /// Words of iOS for a free team's fourth app.
  private static let freeTeam = ["0xe8008021", "maximum number of apps for free"]

  /// - Parameters:
  ///   - output: nil where the program is not installed.
  ///   - answer: what devicectl wrote to its file: it names the cause, where standard error names the command.
  /// - Returns: nil where nothing is complained of, which says nothing about whether the app is there.
  public static func words(_ output: ToolOutput?, answer: Data?) -> String? {
    guard let output else { return "the program is not installed" }
    let devicectl = answer.flatMap { DevicectlAnswer($0) }
    // Whatever its exit status is.
    if let devicectl, devicectl.isSuccess { return nil }
    let complaint = devicectl.flatMap { $0.isSuccess || $0.complaint.isEmpty ? nil : $0.complaint }
    let all =
      output.standardError + String(decoding: output.standardOutput.suffix(2_000), as: UTF8.self)
      + (complaint ?? "")
    if freeTeam.contains(where: all.lowercased().contains) {
      return "a free team may have three apps on a phone: remove one, or use sandprobe run --swap-apps"
    }
    return complaint ?? (output.isSuccess ? nil : output.complaint)
  }
}
