import Foundation
import ProbeProtocol

/// Appends events to one journal file. The file is opened, written with one call and closed for each event, so that
/// a process that dies loses nothing that it did before.
struct JournalWriter: Sendable {
  let system: any ProbeSystem
  /// The folder that stands for the home directory; an extension's lies where its containing app can reach it.
  let home: String
  /// Within the home directory.
  let path: String
  let key: RunKey

  /// A longer journal is not taken up again.
  private static let maximumSize = 64 << 20
  private static let newline = UInt8(ascii: "\n")

  /// Adds one line; folders that are absent are made.
  func append(_ event: Event) throws(SystemError) {
    try append(Data((JournalLine.encode(event, key: key) + "\n").utf8))
  }

  /// The sequence number of the last authentic event in the file, 0 where there is none. A last line that was cut
  /// gets its newline, so that the next event begins a line of its own.
  func lastSequence() throws(SystemError) -> Int {
    try checkPath()
    let content: Data
    do throws(SystemError) {
      content = try system.readWhole(file, limit: Self.maximumSize)
    } catch {
      guard error == .errno(.enoent) else { throw error }
      try create()
      return 0
    }
    guard content.count <= Self.maximumSize else { throw .errno("EFBIG") }
    if let last = content.last, last != Self.newline { try append(Data([Self.newline])) }
    for line in content.split(separator: Self.newline).reversed() {
      let event = try? JournalLine.decode(String(decoding: line, as: UTF8.self), key: key)
      if let event, (0..<1 << 53).contains(event.sequence) { return event.sequence }
    }
    return 0
  }

  private var file: String { "\(home)/\(path)" }

  private func append(_ bytes: Data) throws(SystemError) {
    do throws(SystemError) {
      try system.writeWhole(bytes, to: file, .append)
    } catch {
      guard error == .errno(.enoent) else { throw error }
      try makeFolders()
      try system.writeWhole(bytes, to: file, .append)
    }
  }

  /// A journal has to take events while the phone is locked, so it and its folders are in the class that is never
  /// closed, whatever class the app's files get by themselves.
  private func create() throws(SystemError) {
    try makeFolders()
    try system.writeWhole(Data(), to: file, .append)
    try leaveOpen(file)
  }

  /// Where nothing is protected or nobody knows how, nothing needs to be done.
  private func leaveOpen(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      try system.setProtection(path, .none)
    } catch {
      switch error {
      case .unavailable, .notModelled: return
      case .errno, .failure: throw error
      }
    }
  }

  private func makeFolders() throws(SystemError) {
    try checkPath()
    var folder = home
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      do throws(SystemError) {
        try system.makeDirectory(folder)
        try leaveOpen(folder)
      } catch {
        guard error == .errno(.eexist) else { throw error }
      }
    }
  }

  /// The names of run, scenario and actor came in an order: they must not lead out of the folder.
  private func checkPath() throws(SystemError) {
    guard path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ SafeName.isSafe($0) })
    else { throw .errno(.einval) }
  }
}

/// Names that may stand in a file name and between the blanks of an event line.
enum SafeName {
  /// Letters and digits of ASCII, `.`, `-` and `_`, not beginning with a point, at most 255.
  static func isSafe(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && name.utf8.count <= 255 && !name.hasPrefix(".") && name.utf8.allSatisfy(isFit)
  }

  private static func isFit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
