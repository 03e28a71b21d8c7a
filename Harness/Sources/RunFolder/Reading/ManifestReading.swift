import Foundation
import ProbeProtocol
import Verdict

/// Reads `run.json`.
enum ManifestReading {
  private static let limit = 64 << 20

  /// The part of every manifest, whatever its version.
  private struct Header: Decodable {
    var schema: String
  }

  /// - Throws: `RunFolderError`.
  static func read(_ layout: FolderLayout) throws -> RunManifest {
    let path = layout.folder.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw RunFolderError.notFound(path)
    }
    let file = layout.url(FolderLayout.manifest)
    guard isFolder.boolValue, let size = FolderFiles.sizeOfRegularFile(file) else {
      // run.json is written last of what a run begins with.
      let begun = [FolderLayout.journals, FolderLayout.scenarios].map { layout.url($0).path }
      if begun.allSatisfy({ FileManager.default.fileExists(atPath: $0) }),
        !FileManager.default.fileExists(atPath: file.path)
      {
        throw RunFolderError.neverBegan(path)
      }
      throw RunFolderError.notARunFolder(path, lookedFor: FolderLayout.manifest)
    }
    guard size <= limit else {
      throw RunFolderError.unreadableManifest(path, why: "it has \(size) bytes, which no run writes")
    }
    let bytes: Data
    do { bytes = try Data(contentsOf: file) } catch {
      throw RunFolderError.unreadable(file.path, why: error.systemWords)
    }
    return try decode(bytes, path: path)
  }

  private static func decode(_ bytes: Data, path: String) throws -> RunManifest {
    do {
      let found = try JSONDecoder().decode(Header.self, from: bytes).schema
      guard let major = majorNumber(found) else {
        throw RunFolderError.unreadableManifest(path, why: "its schema '\(found)' is no version")
      }
      guard major <= (majorNumber(RunManifest.currentSchema) ?? 0) else {
        throw RunFolderError.newerSchema(path, found: found, supported: RunManifest.currentSchema)
      }
      return try JSONDecoder().decode(RunManifest.self, from: bytes)
    } catch let error as DecodingError {
      throw RunFolderError.unreadableManifest(path, why: words(error))
    }
  }

  private static func majorNumber(_ version: String) -> Int? {
    version.split(separator: ".", omittingEmptySubsequences: false).first.flatMap { Int($0) }
  }

  private static func words(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "" : " at '\(path)'"
    }
    return switch error {
    case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing\(place(context))"
    case .valueNotFound(_, let context): "a value is missing\(place(context))"
    case .typeMismatch(let type, let context): "it holds no \(type)\(place(context))"
    case .dataCorrupted(let context): "\(context.debugDescription)\(place(context))"
    @unknown default: "\(error)"
    }
  }
}
