import Foundation

extension LaunchError {
  /// What the system's words about a failed launch mean.
  ///
  /// They are no interface: whatever is not known stays as it was said. Of an app that is not installed, FrontBoard
  /// says that its provider "returned nil" (appium/WebDriverAgent, pull request 706) or that it is "unknown to
  /// FrontBoard" (flutter/flutter, issue 9904); of a locked screen, "Locked" with the number 7 (appium/appium, issue
  /// 9079), or that the device "was not, or could not be, unlocked" (flutter_tools; a launch recorded on iOS 26.6.1).
  /// - Parameter words: What UI automation complained about.
  public init(words: String) {
    if ["unknown to FrontBoard", "(FBSApplicationLibrary) returned nil"].contains(where: words.contains) {
      self = .notInstalled
    } else if words.contains("could not be, unlocked") || (words.contains("Locked") && words.contains("7")) {
      self = .locked
    } else {
      self = .failed(words.isEmpty ? "the app does not run, and nothing was said" : words)
    }
  }
}
