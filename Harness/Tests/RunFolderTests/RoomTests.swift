import Foundation
import Testing

@testable import RunFolder

@Suite("Files that find no room")
struct RoomTests {
  @Test("a full disk is an error with the file and the system's words, and the size stays what it was")
  func full() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let file = try AppendingFile(URL(fileURLWithPath: "/dev/full"), pieces: .indivisible)
    #expect(throws: RunFolderError.cannotWrite("/dev/full", why: "No space left on device")) {
      try file.append(Data("x".utf8))
    }
    #expect(file.size == 0)
  }

  @Test("a file that cannot be replaced stays as it was, and no draft of the new one is left")
  func replacing() async throws {
    try await withTemporaryFolder { folder in
      let taken = folder.appendingPathComponent("taken")
      try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
      #expect(throws: RunFolderError.self) { try WholeFile.write(Data("x".utf8), to: taken) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
      let file = folder.appendingPathComponent("file")
      try WholeFile.write(Data("one".utf8), to: file)
      try WholeFile.write(Data("two".utf8), to: file)
      #expect(try Data(contentsOf: file) == Data("two".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["file", "taken"])
    }
  }

  @Test("links are not followed, since a raw file is never one")
  func links() async throws {
    try await withTemporaryFolder { folder in
      let (file, link) = (folder.appendingPathComponent("file"), folder.appendingPathComponent("link"))
      try Data("kept".utf8).write(to: file)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      #expect(throws: RunFolderError.self) { _ = try AppendingFile(link, pieces: .divisible) }
      #expect(try Data(contentsOf: file) == Data("kept".utf8))
    }
  }
}
