import Foundation
import Testing

@Suite("Streams that end early")
struct StreamTests {
  private let shell = URL(fileURLWithPath: "/bin/sh")

  private func run(_ script: String) async throws -> Ending {
    try await Program(executable: shell, variables: ["SP": Places.sandprobe.path]).call(["-c", script])
  }

  @Test("a reader that has seen enough ends the program without a word")
  func closedPipe() async throws {
    let ending = try await run(#"{ "$SP" scenarios list --claims; echo "status $?" >&2; } | head -n 1"#)
    #expect(ending.output.split(separator: "\n").count == 1)
    #expect(ending.errors == "status 0\n")
    let closed = try await run(#"{ sleep 0.1; "$SP" scenarios show; echo "status $?" >&2; } | true"#)
    #expect(closed.errors == "status 0\n")
  }

  @Test(
    "a full disk ends the program with 74 and the system's words",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func fullDisk() async throws {
    let ending = try await run(#""$SP" scenarios list > /dev/full"#)
    #expect(ending.status == 74)
    #expect(ending.errors.hasPrefix("error: standard output cannot be written: No space left on device\n"))
  }
}
