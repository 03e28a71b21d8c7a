import Foundation
import ProbeKit
import ProbeProtocol

@testable import VirtualPhone

/// A probe app that picks files, and the hand that touches what the picker shows.
struct ModelPicker {
  static let provider = "FileProviderProbe"

  let phone: ModelTestPhone
  let bundle: String
  let process: ModelledProcess
  let desk: ModelledDesk

  /// Launches the app; one that runs is ended.
  init(_ phone: ModelTestPhone, _ probe: String = "PickerClient") throws {
    self.phone = phone
    bundle = "dev.sandprobe.\(probe)"
    _ = try phone.model.launcher.launch(bundle: bundle, environment: [:])
    guard let process = phone.model.launcher.process(of: bundle),
      let desk = phone.model.launcher.desk(of: bundle)
    else { throw VirtualDeviceError.noSuchApplication }
    self.process = process
    self.desk = desk
  }

  /// Picks a file as a person does; nil where nothing came of it.
  func pick(_ file: String, in place: [String]) throws -> Arrival? {
    try desk.presentPicker(.open)
    let screen = phone.model.screen
    for (index, name) in place.enumerated() {
      screen.touch(index == 0 ? .location(name) : .folder(name), asPoint: false)
      guard index == 0, isAsked else { continue }
      screen.touch(.alertButton(1), asPoint: false)
      screen.touch(.location(name), asPoint: false)
    }
    screen.touch(.file(file), asPoint: false)
    return desk.nextArrival(within: 0)
  }

  /// Whether an alert is in front.
  var isAsked: Bool { if case .alert? = phone.model.screen.scenes.last { true } else { false } }

  /// Whether the picker asks before the provider's first use.
  var isProviderOff: Bool { phone.model.core.state.withLock { $0.providers.isOff(Self.provider) } }

  /// What the picker would show.
  var locations: [PickerFolder] {
    phone.model.core.state.withLock { PickerLocations.make($0).folders }
  }

  /// What comes of reading a file, in words.
  func read(_ path: String) -> String {
    do throws(SystemError) {
      let handle = try process.open(path, .read)
      defer { try? process.close(handle) }
      return String(decoding: try process.read(handle, count: 1_000), as: UTF8.self)
    } catch {
      return error.outcome.description
    }
  }

  func write(_ text: String, to path: String) -> String {
    do throws(SystemError) {
      let handle = try process.open(path, .write(create: false))
      defer { try? process.close(handle) }
      try process.write(handle, Data(text.utf8))
      return "written"
    } catch {
      return error.outcome.description
    }
  }
}

extension ModelPicker {
  /// What comes of picking everything there is, and of using it in every way.
  static func portrait(_ phone: ModelTestPhone) throws -> [String] {
    var words: [String] = []
    for probe in ["DocumentBrowser", "DocumentInPlace", "DocumentHidden"] {
      words.append(try phone.words(probe, "file.write", ["path": "~/Documents/a.txt", "text": "a"]))
    }
    words.append(try phone.words("DocumentBrowser", "file.write", ["path": "~/Library/b", "text": "b"]))
    let picker = try ModelPicker(phone)
    words += picker.locations.map { "\($0.shown)" }
    for (file, place) in [
      ("Writable.txt", [provider]), ("ReadOnly.txt", [provider]),
      ("a.txt", ["On My iPhone", "DocumentBrowser"]),
    ] {
      words += picker.uses(file, in: place)
    }
    words += picker.lasts()
    words += picker.strays(to: "\(try phone.home("DocumentBrowser"))/Library/b")
    words.append(try phone.words("DocumentBrowser", "file.read", ["path": "~/Documents/a.txt"]))
    return words + (try reopened(picker.keeps(), on: phone))
  }

  private static func reopened(_ bookmark: Data?, on phone: ModelTestPhone) throws -> [String] {
    try ModelPicker(phone).reopens(bookmark)
  }

  private func said(_ body: () throws -> String) -> String {
    do { return try body() } catch { return "\((error as? SystemError)?.outcome.description ?? "\(error)")" }
  }

  private func uses(_ file: String, in place: [String]) -> [String] {
    guard let arrival = try? pick(file, in: place) else { return ["\(file): not picked"] }
    let (path, url) = (arrival.path, HeldURL.arrival(arrival.number))
    return [
      path, read(path), said { "path \(try desk.startAccess(.path(path)))" }, read(path),
      said { "\(try desk.stopAccess(.path(path)))" }, said { "url \(try desk.startAccess(url))" },
      write("client", to: path), read(path), said { "\(try desk.stopAccess(url))" }, read(path),
    ]
  }

  /// Access after a while, which a mutant ends.
  private func lasts() -> [String] {
    guard let arrival = try? pick("Writable.txt", in: [Self.provider]) else { return [] }
    let started = said { "\(try desk.startAccess(.arrival(arrival.number)))" }
    defer { try? desk.stopAccess(.arrival(arrival.number)) }
    let first = read(arrival.path)
    process.sleep(milliseconds: 1_000)
    return [started, first, read(arrival.path)]
  }

  /// With a document open, whether more of its app is.
  private func strays(to path: String) -> [String] {
    guard let arrival = try? pick("a.txt", in: ["On My iPhone", "DocumentBrowser"]) else { return [] }
    let started = said { "\(try desk.startAccess(.arrival(arrival.number)))" }
    defer { try? desk.stopAccess(.arrival(arrival.number)) }
    return [started, read(path)]
  }

  private func keeps() -> Data? {
    guard let arrival = try? pick("Writable.txt", in: [Self.provider]) else { return nil }
    return try? desk.bookmark(of: .arrival(arrival.number))
  }

  private func reopens(_ bookmark: Data?) -> [String] {
    guard let bookmark, let resolved = try? desk.resolve(bookmark: bookmark) else { return ["no bookmark"] }
    let started = said { "\(try desk.startAccess(.arrival(resolved.arrival.number)))" }
    return [started, read(resolved.arrival.path)]
  }
}
