import ProbeKit
import Testing

struct LaunchWordsTests {
  @Test(
    "a locked screen, in the words that it has had",
    arguments: [
      // Recorded on iOS 26.6.1 (repository text, index id 69059821372), with another bundle identifier.
      "The request was denied by service delegate (SBMainWorkspace) for reason: Locked (\"Unable to launch x.A because "
        + "the device was not, or could not be, unlocked\").",
      "Failed to launch x.A: Locked (7)",
    ])
  func locked(_ words: String) { #expect(LaunchError(words: words) == .locked) }

  @Test(
    "an app that is not installed, in the words of two versions",
    arguments: [
      "Application info provider (FBSApplicationLibrary) returned nil for \"x.A\"",
      "x.A is unknown to FrontBoard",
    ])
  func notInstalled(_ words: String) { #expect(LaunchError(words: words) == .notInstalled) }

  @Test("anything else stays as it was said, and nothing is said to be nothing")
  func other() {
    #expect(LaunchError(words: "The 7 seas") == .failed("The 7 seas"))
    #expect(LaunchError(words: "") == .failed("the app does not run, and nothing was said"))
  }
}
