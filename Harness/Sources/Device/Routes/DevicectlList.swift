public import Foundation

/// The phones that devicectl knows.
public enum DevicectlList {
  /// Those of iOS; nil where there is no devicectl, or where it gives no answer that can be read. Its exit status is not
  /// asked: what it found stands in the file.
  public static func phones(_ environment: ToolEnvironment) async -> [DevicectlAnswer.Device]? {
    await answer(environment) { DevicectlRoute.list(json: $0) }?.devices
      .filter { $0.isPhone && $0.isPhysical }
  }

  /// Whether a phone asks for its passcode; nil where devicectl does not say.
  public static func isPasscodeRequired(udid: String, _ environment: ToolEnvironment) async -> Bool? {
    await answer(environment) { DevicectlRoute(device: udid, json: $0).lockState() }?.isPasscodeRequired
  }

  private static func answer(
    _ environment: ToolEnvironment, to command: (_ json: String) -> ToolCommand
  ) async -> DevicectlAnswer? {
    let file = answerFile
    defer { try? FileManager.default.removeItem(at: file) }
    guard environment.path(named: "xcrun") != nil,
      (try? await environment.run(command(file.path))) != nil, let bytes = try? Data(contentsOf: file)
    else { return nil }
    return DevicectlAnswer(bytes)
  }

  /// A new name for a file that devicectl writes its answer to.
  public static var answerFile: URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("sandprobe-\(UUID().uuidString).json")
  }
}
