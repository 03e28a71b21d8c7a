/// Headers of XCTest as newer Xcodes have them: UI automation belongs to the main actor (Apple's documentation of
/// XCUIAutomation, June 2025), which older headers do not say.
public enum XCTestHeaders {
  /// A header with the attribute before each class and protocol of UI automation.
  public static func onMainActor(_ header: String) -> String {
    header.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in declares(line) ? "__attribute__((swift_attr(\"@MainActor\")))\n\(line)" : String(line) }
      .joined(separator: "\n")
  }

  /// Whether the line begins the declaration itself: neither `@protocol Name;` nor an extension `@interface Name (…)`.
  private static func declares(_ line: Substring) -> Bool {
    if line.hasPrefix("@interface XCUI") { return line.contains(":") }
    return line.hasPrefix("@protocol XCUI") && !line.contains(";")
  }
}
