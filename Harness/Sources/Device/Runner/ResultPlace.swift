import Foundation

/// Where one start of the runner leaves its result bundle: a numbered folder, since xcodebuild refuses a place that is
/// taken, and since XCTestHTMLReport puts its page beside the bundle.
struct ResultPlace: Sendable {
  private let folder: URL
  private let number: Int

  /// Makes the next folder, where one is wanted.
  init(in results: URL, isWanted: Bool) throws {
    var number = 1
    while FileManager.default.fileExists(atPath: results.appendingPathComponent("\(number)").path) {
      number += 1
    }
    self.number = number
    folder = results.appendingPathComponent("\(number)")
    guard isWanted else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var bundleName: String { "\(number)/Conductor.xcresult" }
  var pageName: String { "\(number)/index.html" }
  var bundle: URL { folder.appendingPathComponent("Conductor.xcresult") }

  /// Whether there is a bundle.
  var isFilled: Bool { FileManager.default.fileExists(atPath: bundle.path) }
  var hasPage: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("index.html").path)
  }

  /// Removes the folder where nothing was left in it.
  func clear() {
    guard (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.isEmpty == true else { return }
    try? FileManager.default.removeItem(at: folder)
    let results = folder.deletingLastPathComponent()
    guard (try? FileManager.default.contentsOfDirectory(atPath: results.path))?.isEmpty == true else {
      return
    }
    try? FileManager.default.removeItem(at: results)
  }
}
