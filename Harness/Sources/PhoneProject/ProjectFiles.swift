public import Foundation

/// The project on disk.
public struct ProjectFiles: Sendable {
  public let project: PhoneProject
  /// Swift files of each target, as absolute paths, sorted.
  public let files: [String: [String]]
  /// Every Swift file below ProbeApps and Extensions.
  public let all: [String]

  /// - Parameter root: The working copy.
  public init(root: URL) throws {
    let folder = root.appendingPathComponent("ProbeApps")
    let yaml = try String(contentsOf: folder.appendingPathComponent("project.yml"), encoding: .utf8)
    let project = try PhoneProject(yaml: yaml)
    self.project = project
    files = project.targets.mapValues { target in
      target.sources.flatMap { Self.swiftFiles(at: folder.appendingPathComponent($0).standardizedFileURL) }
        .sorted()
    }
    all = [folder, root.appendingPathComponent("Extensions")].flatMap { Self.swiftFiles(at: $0) }.sorted()
  }

  /// What is wrong with the project.
  public var violations: [String] { ProjectRules(project, files: files).violations(all: all) }

  private static func swiftFiles(at place: URL) -> [String] {
    if place.pathExtension == "swift" { return [place.path] }
    let found = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".swift") }.map { "\(place.path)/\($0)" }
  }
}
