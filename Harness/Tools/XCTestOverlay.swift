// The Swift half of XCTest, as far as the Conductor uses it: declarations to check it against where there is no Xcode.
// Apple's framework has them in a library of its own. Each entry stands for one in Apple's documentation of XCTest and
// XCUIAutomation; none was compared with Apple's own interface file.

@_exported public import XCTest
public import Foundation

/// Swift's form of the Objective-C class, which Apple's API notes name `XCTIssueReference` in Swift.
public struct XCTIssue: _ObjectiveCBridgeable {
  public typealias _ObjectiveCType = XCTIssueReference

  public var compactDescription: String

  public func _bridgeToObjectiveC() -> XCTIssueReference {
    XCTIssueReference(type: .assertionFailure, compactDescription: compactDescription)
  }
  public static func _forceBridgeFromObjectiveC(_ source: XCTIssueReference, result: inout XCTIssue?) {}
  public static func _conditionallyBridgeFromObjectiveC(
    _ source: XCTIssueReference, result: inout XCTIssue?
  ) -> Bool { false }
  public static func _unconditionallyBridgeFromObjectiveC(_ source: XCTIssueReference?) -> XCTIssue {
    XCTIssue(compactDescription: source?.compactDescription ?? "")
  }
}

extension XCUIApplication {
  /// Of Xcode 14.3 and later.
  @available(iOS 16.4, *)
  @MainActor public func open(_ url: URL) {}
}
