import Foundation
import PhoneProject

/// The working copy that the tests are in.
enum WorkingCopy {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func project() throws -> ProjectFiles { try ProjectFiles(root: root) }
}
