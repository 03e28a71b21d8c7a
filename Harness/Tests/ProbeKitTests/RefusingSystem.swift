import Foundation
import ProbeKit
import ProbeProtocol

/// The live system, but for what a sandbox would refuse: starting processes, and listing directories named `shut`.
/// Its clock does not wait, and a directory named `long` holds ten thousand and one names.
struct RefusingSystem: ProbeSystem {
  let live: LiveSystem

  func fork() throws(SystemError) { throw .errno(.eperm) }
  func spawn(_ path: String) throws(SystemError) -> Int32 { throw .notModelled("posix_spawn") }
  func listDirectory(_ path: String) throws(SystemError) -> [String] {
    guard !path.hasSuffix("/shut") else { throw .errno(.eperm) }
    if path.hasSuffix("/long") { return (0...10_000).map(String.init) }
    return try live.listDirectory(path)
  }
  func sleep(milliseconds: Int) {}

  var processID: Int32 { live.processID }
  var userID: UInt32 { live.userID }
  var effectiveUserID: UInt32 { live.effectiveUserID }
  func userName(of userID: UInt32) -> String? { nil }
  var homeDirectory: String { live.homeDirectory }
  var temporaryDirectory: String { live.temporaryDirectory }
  var bundle: (identifier: String, version: String) { live.bundle }
  func open(_ path: String, _ mode: OpenMode) throws(SystemError) -> FileHandleNumber {
    try live.open(path, mode)
  }
  func read(_ handle: FileHandleNumber, count: Int) throws(SystemError) -> Data {
    try live.read(handle, count: count)
  }
  func write(_ handle: FileHandleNumber, _ bytes: Data) throws(SystemError) { try live.write(handle, bytes) }
  func close(_ handle: FileHandleNumber) throws(SystemError) { try live.close(handle) }
  func makeDirectory(_ path: String) throws(SystemError) { try live.makeDirectory(path) }
  func remove(_ path: String) throws(SystemError) { try live.remove(path) }
  func rename(_ path: String, to newPath: String) throws(SystemError) { try live.rename(path, to: newPath) }
  func status(_ path: String, followingLinks: Bool) throws(SystemError) -> FileStatus {
    try live.status(path, followingLinks: followingLinks)
  }
  func linkTarget(_ path: String) throws(SystemError) -> String { try live.linkTarget(path) }
  func setMode(_ path: String, _ mode: UInt16) throws(SystemError) { try live.setMode(path, mode) }
  func isVolumeReadOnly(_ path: String) throws(SystemError) -> Bool { true }
  func setUserID(_ userID: UInt32) throws(SystemError) { throw .errno(.eperm) }
  func groupContainer(_ identifier: String) -> String? { nil }
  func setDefault(suite: String, key: String, value: String) throws(SystemError) {
    try live.setDefault(suite: suite, key: key, value: value)
  }
  func defaultValue(suite: String, key: String) throws(SystemError) -> String? {
    try live.defaultValue(suite: suite, key: key)
  }
  func coordinateWriting(_ path: String, _ body: () -> Void) throws(SystemError) {
    try live.coordinateWriting(path, body)
  }
  var uptime: Int { live.uptime }
  var time: Int { live.time }
  func log(_ message: String, level: Canary.Level) { live.log(message, level: level) }
  func log(head: String, private filler: String, tail: String, level: Canary.Level) {
    live.log(head: head, private: filler, tail: tail, level: level)
  }
}
