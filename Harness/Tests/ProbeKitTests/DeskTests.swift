import Foundation
import ProbeProtocol
import Testing

@testable import ProbeKit

/// A desk that remembers what it was asked, over a real board.
private final class StubDesk: SharingDesk {
  let arrivals = ArrivalBoard()
  private let calls = Locked<[String]>([])
  var asked: [String] { calls.withLock { $0 } }

  private func note(_ call: String) { calls.withLock { $0.append(call) } }

  func present(_ sheet: SharingSheet, path: String) throws(SystemError) {
    note("\(sheet.rawValue) \(path)")
    if sheet == .openIn { throw DeskFault.notOffered.error("no app takes such a file") }
  }
  func presentPicker(_ mode: PickerMode) throws(SystemError) { note("picker \(mode.rawValue)") }
  func dismiss() throws(SystemError) { note("dismiss") }
  func nextArrival(within milliseconds: Int) -> Arrival? { arrivals.next(within: milliseconds) }
  func loadItem(_ index: Int, stops: Int) throws(SystemError) -> LoadedItem {
    note("load \(index) \(stops)")
    return LoadedItem(
      arrival: arrivals.hold(URL(fileURLWithPath: "/sender/x.txt"), .loaded), isReadable: stops < 2)
  }
  func startAccess(_ url: HeldURL) throws(SystemError) -> Bool {
    note("start \(try arrivals.url(url).path)")
    return true
  }
  func stopAccess(_ url: HeldURL) throws(SystemError) { note("stop \(try arrivals.url(url).path)") }
  func bookmark(of url: HeldURL) throws(SystemError) -> Data { Data(try arrivals.url(url).path.utf8) }
  func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark {
    let url = URL(fileURLWithPath: String(decoding: bookmark, as: UTF8.self))
    return ResolvedBookmark(arrival: arrivals.hold(url, .bookmark), isStale: false)
  }
}

struct DeskTests {
  private func perform(
    _ action: ActionName, _ arguments: [String: JSONValue] = [:], _ bench: Bench, _ desk: StubDesk?
  ) throws -> Event? {
    Agent(system: bench.system, probe: "Bench", Agent.Surroundings(desk: desk))
      .run(bench.list(action, arguments))
    return try bench.journal().last
  }

  @Test("sheets and pickers are asked for by their words, and a refusal is the outcome")
  func presents() throws {
    let bench = try Bench()
    let desk = StubDesk()
    #expect(
      try perform("share.present", ["path": "/f", "sheet": "activity"], bench, desk)?.outcome == .ok)
    #expect(
      try perform("share.present", ["path": "/f", "sheet": "open-in"], bench, desk)?.outcome
        == .error(.init(domain: "SandProbe.Desk", code: 5, message: "no app takes such a file")))
    #expect(try perform("picker.present", ["mode": "import"], bench, desk)?.outcome == .ok)
    #expect(try perform("share.dismiss", bench, desk)?.outcome == .ok)
    #expect(desk.asked == ["activity /f", "open-in /f", "picker import", "dismiss"])
    #expect(
      try perform("share.present", ["path": "/f", "sheet": "drawer"], bench, desk)?.outcome
        == .unsupported(
          "share.present: argument 'sheet' is 'drawer', none of activity, open-in, options"))
  }

  @Test("what arrives is given once, in order, with its number")
  func arrives() throws {
    let bench = try Bench()
    let desk = StubDesk()
    desk.arrivals.add(URL(fileURLWithPath: "/inbox/a"), .opened, isInPlace: false)
    desk.arrivals.add(URL(fileURLWithPath: "/picked/b"), .picked)
    let first = try perform("arrival.wait", ["within": 0], bench, desk)
    #expect(
      first?.data?.objectValue == ["arrival": 0, "path": "/inbox/a", "by": "opened", "inPlace": false])
    let second = try perform("arrival.wait", ["within": 0], bench, desk)
    #expect(second?.data?.objectValue == ["arrival": 1, "path": "/picked/b", "by": "picked", "inPlace": nil])
    #expect(try perform("arrival.wait", ["within": 0], bench, desk)?.outcome == Outcome.none)
  }

  @Test("an extension loads what it was given, and stops as often as it is told")
  func loads() throws {
    let bench = try Bench()
    let desk = StubDesk()
    let loaded = try perform("item.load", bench, desk)
    #expect(loaded?.data?.objectValue == ["arrival": 0, "path": "/sender/x.txt", "readable": true])
    #expect(try perform("item.load", ["index": 1, "stops": 2], bench, desk)?.data?["readable"] == false)
    #expect(desk.asked == ["load 0 0", "load 1 2"])
  }

  @Test("access is begun and ended on what arrived or on a path, and on nothing else")
  func scopes() throws {
    let bench = try Bench()
    let desk = StubDesk()
    desk.arrivals.add(URL(fileURLWithPath: "/picked/b"), .picked)
    #expect(try perform("scope.start", ["arrival": 0], bench, desk)?.data?["granted"] == true)
    #expect(try perform("scope.stop", ["path": "/hard/coded"], bench, desk)?.outcome == .ok)
    #expect(desk.asked == ["start /picked/b", "stop /hard/coded"])
    #expect(
      try perform("scope.start", ["arrival": 7], bench, desk)?.outcome
        == .error(.init(domain: "SandProbe.Desk", code: 1, message: "nothing has number 7")))
    for arguments: [String: JSONValue] in [[:], ["arrival": 0, "path": "/x"]] {
      guard case .unsupported = try perform("scope.start", arguments, bench, desk)?.outcome else {
        Issue.record("\(arguments) were taken")
        continue
      }
    }
  }

  @Test("a bookmark is kept in a file, and makes a new arrival of it")
  func bookmarks() throws {
    let bench = try Bench()
    let desk = StubDesk()
    desk.arrivals.add(URL(fileURLWithPath: "/picked/b"), .picked)
    #expect(
      try perform("bookmark.save", ["arrival": 0, "file": "~/mark"], bench, desk)?.data?["size"] == 9)
    let opened = try perform("bookmark.open", ["file": "~/mark"], bench, desk)
    #expect(opened?.data?.objectValue == ["arrival": 1, "path": "/picked/b", "stale": false])
  }

  @Test("an actor without a desk says that it has none")
  func noDesk() throws {
    let bench = try Bench()
    #expect(
      try perform("share.dismiss", bench, nil)?.outcome
        == .unsupported("not modelled: the system's sharing UI"))
  }

  private func perform(_ action: ActionName, _ bench: Bench, _ desk: StubDesk?) throws -> Event? {
    try perform(action, [:], bench, desk)
  }

  @Test("an answer is waited for, the first counts, and one that does not come is an error")
  func answers() throws {
    let value = try Answer<Int>.wait("") {
      $0.give(.success(1)); $0.give(.success(2))
    }
    #expect(value == 1)
    #expect(throws: DeskFault.late.error("it: no answer within 1 ms")) {
      try Answer<Int>.wait(within: 1, "it") { _ in }
    }
  }

  @Test("a provider's file is found by identifier and by path, and no other path is one")
  func shelf() {
    for item in ProviderShelf.items {
      #expect(ProviderShelf.item(item.identifier) == item)
      #expect(ProviderShelf.item(at: "/storage/\(ProviderShelf.path(of: item))") == item)
    }
    for path in [
      "", "/", "/x/y", "\(ProviderShelf.items[0].identifier)/other", ProviderShelf.items[0].identifier,
    ] {
      #expect(ProviderShelf.item(at: path) == nil)
    }
  }
}
