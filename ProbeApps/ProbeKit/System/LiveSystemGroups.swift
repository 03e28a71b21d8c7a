#if !canImport(Darwin)
  import Foundation
  import Glibc
  import ProbeProtocol

  // Stand-ins, since only Apple's platforms have App Groups, user defaults by suite and file co-ordination.
  extension LiveSystem {
    public func groupContainer(_ identifier: String) -> String? { groups[identifier] }

    public func setDefault(suite: String, key: String, value: String) throws(SystemError) {
      let file = defaultsFile(of: suite)
      do {
        var values = try defaults(in: file)
        values[key] = value
        let content = try PropertyListSerialization.data(
          fromPropertyList: values, format: .binary, options: 0)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: file, options: .atomic)
      } catch {
        throw Self.failure(error)
      }
    }

    public func defaultValue(suite: String, key: String) throws(SystemError) -> String? {
      do {
        return try defaults(in: defaultsFile(of: suite))[key]
      } catch {
        throw Self.failure(error)
      }
    }

    /// A lock on a file beside the one that is written, for as long as the body runs.
    public func coordinateWriting(_ path: String, _ body: () -> Void) throws(SystemError) {
      let file = URL(fileURLWithPath: path)
      let lock = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).lock")
        .path
      let handle = try open(lock, .append)
      defer { try? close(handle) }
      while flock(handle.number, LOCK_EX) != 0 {
        if errno != EINTR { throw .last }
      }
      body()
    }

    private func defaultsFile(of suite: String) -> URL {
      URL(fileURLWithPath: groups[suite] ?? homeDirectory)
        .appendingPathComponent("Library/Preferences/\(suite).plist")
    }

    private func defaults(in file: URL) throws -> [String: String] {
      guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
      let list = try PropertyListSerialization.propertyList(from: Data(contentsOf: file), format: nil)
      return list as? [String: String] ?? [:]
    }

    private static func failure(_ error: any Error) -> SystemError {
      let error = error as NSError
      return .failure(.init(domain: error.domain, code: error.code, message: error.localizedDescription))
    }
  }
#endif
