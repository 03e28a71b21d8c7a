import Foundation
import ProbeProtocol
import Scenario
import Syslog

extension DataMatcher {
  /// Whether the value is the expected one. Texts that are paths are equal with `/var` and `/private/var` alike.
  func accepts(_ value: JSONValue) -> Bool {
    switch self {
    case .equals(let expected): Self.areEqual(value, expected)
    case .matches(let pattern): TextPattern(pattern)?.matchesWhole(value.plainText) ?? false
    case .shape(let shape): value.stringValue.map(shape.fits) ?? false
    case .contains(let wanted): Self.contains(value, all: wanted)
    case .atLeast(let bound): value.intValue.map { $0 >= bound } ?? false
    case .atMost(let bound): value.intValue.map { $0 <= bound } ?? false
    case .below(let bound): value.intValue.map { $0 < bound } ?? false
    case .above(let bound): value.intValue.map { $0 > bound } ?? false
    case .not(let matcher): !matcher.accepts(value)
    }
  }

  /// In the words of findings: `"mobile"`, `at least 2`.
  var words: String {
    switch self {
    case .equals(let expected): expected.compactText
    case .matches(let pattern): "/\(pattern)/"
    case .shape(let shape): "a path of the shape \(shape.rawValue)"
    case .contains(let wanted): "with " + wanted.map(\.compactText).joined(separator: ", ")
    case .atLeast(let bound): "at least \(bound)"
    case .atMost(let bound): "at most \(bound)"
    case .below(let bound): "below \(bound)"
    case .above(let bound): "above \(bound)"
    case .not(let matcher): "not \(matcher.words)"
    }
  }

  private static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if case .string(let a) = left, case .string(let b) = right, a.hasPrefix("/"), b.hasPrefix("/") {
      return PathText.normalised(a) == PathText.normalised(b)
    }
    return left == right
  }

  private static func contains(_ value: JSONValue, all wanted: [JSONValue]) -> Bool {
    switch value {
    case .array(let elements): wanted.allSatisfy { want in elements.contains { areEqual($0, want) } }
    case .string(let text): wanted.allSatisfy { $0.stringValue.map(text.contains) ?? false }
    default: false
    }
  }
}

extension PathShape {
  /// Whether a path has the shape; `/var` and `/private/var` are one.
  func fits(_ path: String) -> Bool {
    let parts = PathText.normalised(path).split(separator: "/").map(String.init)
    guard let last = parts.last, UUID(uuidString: last) != nil else { return false }
    let folders = parts.dropLast()
    return switch self {
    case .uuid: parts.count == 1
    case .appContainer: folders.elementsEqual(Self.device + ["Data", "Application"])
    case .groupContainer: folders.elementsEqual(Self.device + ["Shared", "AppGroup"])
    case .simulatorAppContainer: Self.isInSimulator(folders, below: ["Data", "Application"])
    case .simulatorGroupContainer: Self.isInSimulator(folders, below: ["Shared", "AppGroup"])
    }
  }

  private static let device = ["private", "var", "mobile", "Containers"]

  /// `…/CoreSimulator/Devices/<UUID>/data/Containers/<below>`
  private static func isInSimulator(_ folders: ArraySlice<String>, below: [String]) -> Bool {
    let tail = ["data", "Containers"] + below
    guard folders.suffix(tail.count).elementsEqual(tail) else { return false }
    let head = folders.dropLast(tail.count)
    guard let device = head.last, UUID(uuidString: device) != nil else { return false }
    return head.dropLast().suffix(2).elementsEqual(["CoreSimulator", "Devices"])
  }
}
