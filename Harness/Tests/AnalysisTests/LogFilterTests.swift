import Foundation
import Syslog
import Testing

@testable import Analysis

@Suite("Which records are asked for")
struct LogFilterTests {
  private static func stamp(_ text: String) throws -> LogStamp { try #require(LogStamp(text), "\(text)") }

  @Test(
    "stamps of every form are read",
    arguments: [
      ("Feb 10 21:01:13", nil, 2, 10, 75_673_000_000), ("Sep  1 16:21:01.549408", nil, 9, 1, 58_861_549_408),
      ("2026-09-18 06:19:12.5+0200", 2026, 9, 18, 22_752_500_000),
      ("9/18/26 6:19:12.123 PM", 2026, 9, 18, 65_952_123_000),
      ("1970-01-01 00:00:00", 1970, 1, 1, 0),
    ])
  func stamps(text: String, year: Int?, month: Int, day: Int, time: Int) throws {
    #expect(
      try Self.stamp(text) == LogStamp(day: LogStamp.Day(year: year, month: month, day: day), time: time))
  }

  @Test(
    "what is no stamp is none",
    arguments: [
      "", "Feb", "Feb 32 01:02:03", "2026-13-01 00:00:00", "25:00:00", "Feb 10", "é", "99999999999",
    ])
  func notStamps(text: String) { #expect(LogStamp(text) == nil) }

  @Test(
    "since and until hold at both ends, to the unit that was typed",
    arguments: [
      ("21:01:13", "21:01:13", "Feb 10 21:01:13.999", true),
      ("21:01:13", "21:01:13", "Feb 10 21:01:14", false),
      ("21:01", "21:01", "Feb 10 21:01:59", true), ("23:00", "01:00", "Feb 10 00:30:00", true),
      ("23:00", "01:00", "Feb 10 12:00:00", false), ("Dec 31 23:00", "Jan 1 02:00", "Jan  1 01:00:00", true),
      ("Dec 31 23:00", "Jan 1 02:00", "Jan  1 03:00:00", false),
      ("Dec 31 23:00", "Jan 1 02:00", "Dec 31 22:00:00", false),
      ("2026-09-18 06:19", "2026-09-18", "2026-09-18 06:18:59.9+0200", false),
      ("2026-09-18 06:19", "2026-09-18", "2026-09-18 23:59:59.9+0200", true),
      ("2026-09-18 06:19", "2026-09-18", "Sep 18 07:00:00", true),
      ("2025-09-18", "2026-09-18", "2024-09-18 07:00:00", false),
      ("06:00", "20:00", "21:00:00.5+0200", false),
    ])
  func times(since: String, until: String, stamp: String, passes: Bool) throws {
    let filter = LogFilter(since: try LogTime(parsing: since), until: try LogTime(parsing: until))
    #expect(filter.includes(try Self.stamp(stamp)) == passes)
  }

  @Test(
    "what is no time is refused with examples", arguments: ["", "-5m", "yesterday", "21", "Feb 10 21:01x"])
  func notTimes(text: String) {
    let error = #expect(throws: LogTimeError.self) { try LogTime(parsing: text) }
    #expect(error?.description.contains("is no time; write 21:01:13, 'Feb 10 21:01:13'") == true)
  }

  @Test("a zone is refused with its reason")
  func zone() {
    let error = #expect(throws: LogTimeError.self) { try LogTime(parsing: "21:01:13+0200") }
    #expect(error?.description.contains("by its own clock") == true)
  }

  @Test(
    "processes are matched by name, glob, path, pid and what is left of a cut name",
    arguments: [
      ("kernel", "kernel", 0, true), ("MyApp*", "MyAppHelper", 5, true), ("MyApp", "MyAppHelper", 5, false),
      ("1006", "test5", 1006, true), ("lsd", "/usr/libexec/lsd", 3, true), ("*", "", nil, true),
      ("NotificationService", "NotificationServ", 9, true), ("a*b?c*", "aXXbYcZ", nil, true),
      ("*********************x", String(repeating: "a", count: 5_000), nil, false),
    ])
  func names(pattern: String, name: String, pid: Int32?, matches: Bool) {
    #expect(NamePattern(pattern).matches(name: name, pid: pid) == matches)
  }

  @Test("a sandbox decision is found by its subject too")
  func subject() throws {
    let log = "Feb 10 21:01:13 kernel(Sandbox)[0] <Error>: Sandbox: test5(1006) deny(1) file-read-data /x\n"
    let record = try #require(LogReader.read(Data(log.utf8)).first)
    for pattern in ["test5", "1006", "kernel", "0"] { #expect(NamePattern(pattern).matches(record)) }
    #expect(!NamePattern("test").matches(record))
  }

  @Test(
    "text is found as it stands, expressions between slashes",
    arguments: [
      ("deny(1)", "Sandbox: a(1) deny(1) x", true), ("Deny", "deny", false),
      ("/deny|allow/", "an allow", true),
      ("/DENY/i", "deny", true), ("/private/var/", "/private/var/mobile", true),
      ("/private/var/", "private/var", false), ("/a\\/b/", "xa/by", true), ("/^b$/", "a\nb\nc", true),
      ("//", "a//b", true), ("/", "a/b", true),
    ])
  func text(pattern: String, message: String, matches: Bool) throws {
    #expect(try TextPattern(pattern).matcher().matches(message) == matches)
  }

  @Test("a broken expression is refused with its fault")
  func brokenExpression() {
    let error = #expect(throws: TextPatternError.self) { try TextPattern("/(a/") }
    #expect(error?.description.hasPrefix("'/(a/' is no regular expression: ") == true)
  }

  @Test("every kind has a word of its own")
  func words() {
    #expect(Set(LogKind.allCases.map(\.word)).count == LogKind.allCases.count)
    for kind in LogKind.allCases { #expect(LogKind(word: kind.word) == kind) }
    #expect(LogKind(word: "nonsense") == nil)
  }
}
