import DeviceProtocol
import Foundation
import NIOConcurrencyHelpers
import Testing
import VirtualPhone

@testable import Device

/// A phone whose files are made to fill the disk, to leave their folder or to never end.
@Suite struct ServicesHostileFilesTests {
  private static let bundle = "org.sandprobe.hostile"

  /// Pulls what the store shows, into memory or into a folder.
  private func pull<Result: Sendable>(
    _ store: HostileStore, _ body: @Sendable (HouseArrestClient) async throws -> Result
  ) async throws -> Result {
    let phone = StubPhone()
    phone.state.withLockedValue { $0.stores[Self.bundle] = store }
    return try await withServer([phone]) { _, addresses in
      try await body(try ServicesHouseArrestTests.client(phone, addresses))
    }
  }

  private func refusal(_ store: HostileStore, _ limits: PullLimits = PullLimits()) async throws
    -> HouseArrestError?
  {
    try await pull(store) { client in
      do {
        let files = try await client.pullFolder(bundle: Self.bundle, path: "/Documents", limits: limits)
        Issue.record("it brought \(files.count) files")
        return nil
      } catch {
        return error as? HouseArrestError
      }
    }
  }

  @Test("a file that is longer than its size says ends at the limit")
  func endless() async throws {
    let store = HostileStore(
      names: { $0 == "/Documents" ? ["a"] : [] }, size: { _ in 3 }, content: { _ in Data(count: 9_000_000) })
    let error = try await refusal(store, PullLimits(fileBytes: 1_000_000))
    guard case .fileTooLarge(let path, let bytes, 1_000_000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == "/Documents/a")
    #expect(bytes <= 1_000_000 + 262_144, "no more than one piece beyond the limit is taken")
  }

  @Test("a folder with a million entries is refused before any of them is asked for")
  func million() async throws {
    let asked = NIOLockedValueBox(0)
    let store = HostileStore(
      names: { _ in (0..<1_000_000).map { "f\($0)" } },
      isFolder: { path in
        asked.withLockedValue { $0 += 1 }
        return path == "/Documents"
      })
    #expect(try await refusal(store) == .tooMuch(path: "/Documents", what: "10000 files"))
    #expect(asked.withLockedValue { $0 } == 0)
  }

  @Test("folders that are nested without end are refused at the limit")
  func nested() async throws {
    let store = HostileStore(names: { _ in ["d"] }, isFolder: { _ in true })
    let deepest = "/Documents" + String(repeating: "/d", count: 17)
    #expect(try await refusal(store) == .tooMuch(path: deepest, what: "16 levels of folders"))
  }

  @Test("links are not followed, so that a loop of them is none")
  func links() async throws {
    let store = HostileStore(
      names: { $0 == "/Documents" ? ["loop", "real"] : ["loop"] }, isLink: { $0.hasSuffix("loop") })
    let files = try await pull(store) { try await $0.pullFolder(bundle: Self.bundle, path: "/Documents") }
    #expect(files.map(\.path) == ["real"])
  }

  @Test("names that no file of a phone has are refused, in a sentence of some length")
  func names() async throws {
    let long = String(repeating: "n", count: 10_000)
    for name in ["../../etc/passwd", "/etc/passwd", "a/b", "sub/../../x", long] {
      let error = try #require(try await refusal(HostileStore(names: { _ in ["first", name] })))
      switch error {
      case .unsafeName(let found, "/Documents"): #expect(found == name)
      case .badName(let found, "/Documents", _): #expect(found == name)
      default: Issue.record("\(error)")
      }
      #expect(error.description.count < 300)
    }
  }

  @Test("a name that is listed twice is refused")
  func twice() async throws {
    let error = try await refusal(HostileStore(names: { _ in ["a", "b", "a"] }))
    #expect(error == .badName("a", folder: "/Documents", why: "it is listed twice"))
  }

  @Test("what differs only in case or Unicode form gets files of its own, and none leaves the folder")
  func disk() async throws {
    let names = [
      "A", "a", "caf\u{e9}", "cafe\u{301}", "..", ".", "...", "-rf", "nul\n\u{1b}[2Jx", "\u{202e}fdp.exe",
      "50%", "..%2f",
      String(repeating: "n", count: 400), String(repeating: "n", count: 401),
    ]
    let store = HostileStore(
      names: { $0 == "/Documents" ? names : [] }, size: { _ in 1 }, content: { Data($0.utf8) })
    let outside = FileManager.default.temporaryDirectory.appending(path: "sandprobe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: outside) }
    let folder = outside.appending(path: "in")
    let paths = try await pull(store) { client in
      try await client.pull(bundle: Self.bundle, path: "/Documents", into: folder)
    }
    #expect(paths.count == names.count - 2)
    #expect(Set(paths.map { $0.decomposedStringWithCanonicalMapping.lowercased() }).count == paths.count)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["in"])
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(paths))
    for name in names where name != "." && name != ".." {
      #expect(
        try paths.contains {
          try Data(contentsOf: folder.appending(component: $0)) == Data("/Documents/\(name)".utf8)
        })
    }
    for path in paths {
      #expect(path.utf8.count <= 255)
      #expect(!path.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202e}" })
    }
  }

  @Test("names of a folder lead to one name each, whatever they are made of")
  func localNames() {
    var names = LocalNames()
    #expect(names.path(for: "journal/events.jsonl") == "journal/events.jsonl")
    #expect(names.path(for: "Journal/events.jsonl") == "Journal~2/events.jsonl")
    #expect(names.path(for: "journal/events.jsonl") == "journal/events.jsonl")
    #expect(names.path(for: "journal/Events.jsonl") == "journal/Events.jsonl~2")
    #expect(names.path(for: "../../a/./b") == "a/b")
    #expect(names.path(for: "a%2fb\r") == "a%252fb%0d")
  }
}

/// A phone that breaks AFC itself.
@Suite struct ServicesBrokenFilesTests {
  /// Reads a file of which each piece is so long.
  private func read(
    pieces: Int, wait: Duration = .seconds(30), patience: Duration = .seconds(60), pause: Duration = .zero
  ) async throws -> HouseArrestError? {
    try await ScriptedFiles.with({ packet in
      if packet.operation == AFCOperation.fileOpen.rawValue {
        return AFCPacket(.fileOpenResult, number: packet.number, header: AFCPacket.header(1))
      }
      Thread.sleep(forTimeInterval: Double(pause.components.attoseconds) / 1e18)
      return AFCPacket(.data, number: packet.number, data: Data(count: pieces))
    }) { port in
      let connection = try await WireConnection.connect(to: .tcp(host: "127.0.0.1", port: port), wait: wait)
      defer { connection.close() }
      do {
        _ = try await AFCClient(connection: connection, patience: patience).read("/endless", limit: 1 << 30)
        return nil
      } catch {
        return error as? HouseArrestError
      }
    }
  }

  @Test("a file that comes in crumbs without end, and one that comes in pieces larger than asked for")
  func pieces() async throws {
    for size in [1, 300_000] {
      guard case .protocolBroken("/endless", _) = try await read(pieces: size, patience: .seconds(600)) else {
        Issue.record("pieces of \(size) bytes were taken")
        continue
      }
    }
  }

  @Test("a phone that answers each question late is left after a time for all of them")
  func late() async throws {
    let error = try await read(pieces: 262_144, patience: .seconds(1), pause: .milliseconds(100))
    #expect(error == .timedOut(during: "/endless", seconds: 1))
  }
}
