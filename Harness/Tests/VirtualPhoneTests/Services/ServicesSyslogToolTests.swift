import Foundation
import Testing
import VirtualPhone

/// The real idevicesyslog against the server.
@Suite struct ServicesSyslogToolTests {
  static let tool = Tool.path(of: "idevicesyslog")

  @Test(
    "idevicesyslog prints what the phone logs, with TLS in the session and in the service or without",
    .enabled(if: tool != nil, "idevicesyslog is not installed"),
    arguments: [(false, true), (true, true), (false, false)])
  func prints(sessionTLS: Bool, serviceTLS: Bool) async throws {
    let tool = try #require(Self.tool)
    let phone = StubPhone()
    let options = VirtualPhoneOptions(sessionTLS: sessionTLS, serviceTLS: serviceTLS)
    try await withServer([phone], options: options) { _, addresses in
      let syslog = try Tool(tool, ["--no-colors"], usbmuxd: addresses.environmentValue)
      #expect(try await syslog.waits { _ in phone.observerCount == 1 })
      phone.log("first", image: "SandKit")
      phone.log("not carried", level: .info)
      phone.log("two\nlines", level: .error)
      phone.log("caf\u{e9} \\ \u{a0}", level: .fault)
      #expect(try await syslog.waits { $0.contains("<Fault>") && $0.hasSuffix("\n") })
      let lines = syslog.output.split(separator: "\n").filter { !$0.hasPrefix("[connected") }
      #expect(
        lines == [
          "Jul 14 09:15:02 SandProbe(SandKit)[314] <Notice>: first",
          "Jul 14 09:15:02 SandProbe[314] <Error>: two",
          "lines",
          #"Jul 14 09:15:02 SandProbe[314] <Fault>: caf\M-C\M-) \134 \M-B\240"#,
        ])
      try await syslog.stop()
    }
    #expect(phone.observerCount == 0)
  }

  @Test(
    "Twenty thousand records arrive whole and in order",
    .enabled(if: tool != nil, "idevicesyslog is not installed"))
  func flood() async throws {
    let tool = try #require(Self.tool)
    let phone = StubPhone()
    try await withServer([phone]) { _, addresses in
      let syslog = try Tool(tool, ["--no-colors"], usbmuxd: addresses.environmentValue)
      #expect(try await syslog.waits { _ in phone.observerCount == 1 })
      let padding = String(repeating: "x", count: 100)
      for number in 0..<20_000 { phone.log("\(number) \(padding)") }
      #expect(try await syslog.waits { $0.hasSuffix("19999 \(padding)\n") })
      let numbers = syslog.output.split(separator: "\n").compactMap { line in
        line.split(separator: " ").dropLast().last.flatMap { Int($0) }
      }
      #expect(numbers == Array(0..<20_000))
      try await syslog.stop()
    }
  }

  @Test(
    "idevicesyslog sees a phone go and come, and loses nothing afterwards",
    .enabled(if: tool != nil, "idevicesyslog is not installed"))
  func replug() async throws {
    let tool = try #require(Self.tool)
    let phone = StubPhone()
    try await withServer([phone]) { server, addresses in
      let syslog = try Tool(tool, ["--no-colors"], usbmuxd: addresses.environmentValue)
      #expect(try await syslog.waits { _ in phone.observerCount == 1 })
      phone.log("before")
      #expect(try await syslog.waits { $0.contains("before") })
      await server.detach(udid: phone.udid)
      #expect(try await syslog.waits(seconds: 60) { _ in phone.observerCount == 0 })
      await server.attach(phone)
      #expect(try await syslog.waits { _ in phone.observerCount == 1 })
      for number in 0..<500 { phone.log("after \(number)") }
      #expect(try await syslog.waits { $0.contains("after 499\n") })
      let output = syslog.output
      // idevicesyslog 1.3.0 keeps this line back until it prints the next one.
      #expect(output.components(separatedBy: "[disconnected").count == 2)
      #expect(output.components(separatedBy: "[connected").count == 3)
      #expect(output.components(separatedBy: "<Notice>: after ").count == 501)
      try await syslog.stop()
    }
  }
}
