import DeviceProtocol
import Foundation
import Testing

@Suite struct LogFormTests {
  static func text(
    _ message: String, time: TimeInterval = 1_720_948_502, host: String = "iPhone", image: String? = nil
  ) -> String {
    let text = SyslogRelayText(
      time: Date(timeIntervalSince1970: time), host: host, process: "SandProbe", image: image, pid: 314,
      level: "Notice", message: message)
    return String(decoding: text.encoded(), as: UTF8.self)
  }

  @Test("A record has the form of the real relay")
  func form() {
    #expect(Self.text("hello") == "Jul 14 09:15:02 iPhone SandProbe[314] <Notice>: hello\n\0")
    #expect(Self.text("x", image: "Kit") == "Jul 14 09:15:02 iPhone SandProbe(Kit)[314] <Notice>: x\n\0")
    #expect(Self.text("x", image: "SandProbe") == "Jul 14 09:15:02 iPhone SandProbe[314] <Notice>: x\n\0")
    #expect(Self.text("x", host: "Ann\u{2019}s i Phone").hasPrefix("Jul 14 09:15:02 Anns-i-Phone SandProbe"))
  }

  @Test("The date is right on the days where calendars go wrong")
  func dates() {
    let days: [(TimeInterval, String)] = [
      (0, "Jan  1 00:00:00"), (-1, "Dec 31 23:59:59"), (951_782_400, "Feb 29 00:00:00"),
      (1_709_251_199, "Feb 29 23:59:59"), (1_709_251_200, "Mar  1 00:00:00"),
      (1_767_225_599, "Dec 31 23:59:59"),
      (4_107_542_400, "Mar  1 00:00:00"), (.infinity, "Dec 31 23:59:59"), (-.infinity, "Jan  1 00:00:00"),
    ]
    for (time, stamp) in days { #expect(Self.text("x", time: time).hasPrefix(stamp + " "), "\(time)") }
  }

  @Test("Every day of forty years has the date that Foundation's calendar gives")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for day in stride(from: 10_957, to: 10_957 + 14_610, by: 1) {
      let time = TimeInterval(day * 86_400)
      let parts = calendar.dateComponents([.month, .day], from: Date(timeIntervalSince1970: time))
      let (month, number) = (try #require(parts.month), try #require(parts.day))
      let stamp = "\(names[month - 1]) \(number < 10 ? " " : "")\(number) "
      guard Self.text("x", time: time).hasPrefix(stamp) else {
        Issue.record("\(stamp) is expected for day \(day)")
        return
      }
    }
  }

  @Test("Bytes that a real relay cannot send are escaped as vis(3) does, the rest passes")
  func escapes() {
    let escaped = String(
      decoding: SyslogRelayText.escaped([0xC3, 0xA9, 0xA0, 0xFF, 0x5C, 0x00]), as: UTF8.self)
    #expect(escaped == #"\M-C\M-)\240\M^?\134\^@"#)
    #expect(String(decoding: SyslogRelayText.escaped([0xE2, 0x80, 0x99]), as: UTF8.self) == #"\M-b\M^@\M^Y"#)
    let plain = Data("a\nb\tc\r\u{1b}[0m %@ \"".utf8)
    #expect(SyslogRelayText.escaped(plain) == plain)
    #expect(SyslogRelayText.escaped(0...255).allSatisfy { $0 < 0x80 && $0 != 0 })
  }

  static let record = OSTraceRecord(
    pid: 314, threadID: 7, seconds: 1_720_948_502, microseconds: 123_456, level: .error,
    processPath: "/private/var/SandProbe", imagePath: "/usr/lib/libSand.dylib", message: "caf\u{e9}\nx",
    subsystem: "sandprobe", category: "event")

  @Test("An os_trace record has its fields where clients look for them")
  func layout() throws {
    let bytes = Array(Self.record.encoded())
    func number(_ offset: Int, _ size: Int) -> Int {
      bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(bytes[0] == 2)
    #expect(number(5, 4) == 129)
    #expect(number(9, 4) == 314)
    #expect(number(37, 2) == 23)
    #expect(number(55, 8) == 1_720_948_502)
    #expect(number(63, 4) == 123_456)
    #expect(bytes[68] == 0x10)
    #expect(number(107, 2) == 23)
    #expect(number(109, 4) == 8)
    #expect(number(117, 2) == 10)
    #expect(number(121, 2) == 6)
    #expect(bytes.count == 129 + 23 + 23 + 8 + 10 + 6)
    #expect(bytes[129...].starts(with: Array("/private/var/SandProbe\0/usr/lib/libSand.dylib\0".utf8)))
  }

  @Test("os_trace frames are read as they were written, whole ones only")
  func frames() throws {
    for frame in [
      OSTraceFrame.record(Self.record), .reply(["Status": "RequestSuccessful"]), .archive(Data([1, 2])),
    ] {
      let bytes = ArraySlice(try frame.encoded())
      #expect(try OSTraceFrame(frame: bytes) == frame)
      var stream = FrameStream<OSTraceFrame>()
      stream.append(bytes.dropLast())
      #expect(try stream.next() == nil)
    }
    let bytes = Self.record.encoded()
    for length in 0..<bytes.count {
      #expect(throws: WireError.self) { try OSTraceRecord(bytes.prefix(length)) }
    }
  }

  @Test("Texts of an os_trace record end at a NUL and are cut where their length has no room")
  func longTexts() throws {
    var record = Self.record
    record.message = "a\0b"
    record.processPath = String(repeating: "p", count: 70_000)
    let again = try OSTraceRecord(record.encoded())
    #expect(again.message == "a")
    #expect(again.processPath.utf8.count == 65_534)
    #expect(again.imagePath == record.imagePath)
  }
}
