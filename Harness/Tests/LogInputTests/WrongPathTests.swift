import Foundation
import Testing

@testable import LogInput

@Suite("Paths that hold no log", .timeLimit(.minutes(10)))
struct WrongPathTests {
  @Test("a missing file")
  func missing() throws {
    try withWorkbench { bench in
      let path = bench.path("none")
      #expect(throws: LogInputError.notFound(path: path)) { try LogInput.open(path) }
      let below = try bench.file("a", [1]) + "/b"
      #expect(throws: LogInputError.notFound(path: below)) { try LogInput.open(below) }
    }
  }

  @Test("a folder")
  func folder() throws {
    try withWorkbench { bench in
      let path = bench.folder.path
      #expect(throws: LogInputError.notALog(path: path, kind: .folder)) { try LogInput.open(path) }
    }
  }

  @Test("a link that leads to itself is unreadable, with the system's words")
  func loop() throws {
    try withWorkbench { bench in
      let path = bench.path("loop")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
      let why = SystemError(code: ELOOP).words
      #expect(throws: LogInputError.unreadable(path: path, why: why)) { try LogInput.open(path) }
    }
  }

  @Test("a file that may not be read", .enabled(if: geteuid() != 0, "the superuser may read everything"))
  func forbidden() throws {
    try withWorkbench { bench in
      let path = try bench.file("a.log", [1])
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let why = SystemError(code: EACCES).words
      #expect(throws: LogInputError.unreadable(path: path, why: why)) { try LogInput.open(path) }
    }
  }

  @Test("a device without an end is refused, the empty one is an empty log")
  func devices() throws {
    #expect(throws: LogInputError.notALog(path: "/dev/zero", kind: .device)) {
      try LogInput.open("/dev/zero")
    }
    #expect(try LogInput.open("/dev/null").all().isEmpty)
  }

  @Test("a socket")
  func socket() throws {
    try withWorkbench { bench in
      // A short path: that of a socket has some hundred bytes.
      let path = "/tmp/sp-\(UInt32.random(in: 0 ... .max))"
      defer { unlink(path) }
      try #require(bindSocket(to: path))
      #expect(throws: LogInputError.notALog(path: path, kind: .socket)) { try LogInput.open(path) }
    }
  }

  @Test("forms of compression that are not read here are named, with the command that unpacks them")
  func otherForms() throws {
    let heads: [(form: String, bytes: [UInt8])] = [
      ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), ("lz4", [0x04, 0x22, 0x4d, 0x18]),
      ("zip", Array("PK\u{3}\u{4}".utf8)),
      ("bzip2", Array("BZh91AY&SY".utf8)),
    ]
    for (form, bytes) in heads {
      try withWorkbench { bench in
        let path = try bench.file("a.log", bytes + lines(100))
        do {
          _ = try LogInput.open(path)
          Issue.record("\(form) was read")
        } catch let error as LogInputError {
          #expect(error.description == "'\(path)' is compressed with \(form), which is not read here")
          #expect(error.remedy.hasPrefix("Unpack it first: "))
        }
      }
    }
  }

  private func bindSocket(to path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    #if canImport(Darwin)
      let form = SOCK_STREAM
    #else
      let form = Int32(SOCK_STREAM.rawValue)
    #endif
    let number = Foundation.socket(AF_UNIX, form, 0)
    defer { close(number) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
