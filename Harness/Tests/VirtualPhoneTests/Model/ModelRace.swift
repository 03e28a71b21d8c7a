import Foundation
import ProbeKit

@testable import VirtualPhone

/// Two members who add one to the number in a file, the second while the first is between reading and writing.
struct ModelRace: Sendable {
  private let first: ModelledProcess
  private let second: ModelledProcess
  private let path: String

  init(_ phone: ModelTestPhone) throws {
    first = try phone.process("GroupMemberA")
    second = try phone.process("GroupMemberB")
    path = "\(try phone.group())/counter"
  }

  /// Whether one of the two additions is lost. The first waits until the second is done, where it can be: a second
  /// that is kept waiting is waited for no longer than a moment.
  func losesUpdate(coordinated: Bool) throws -> Bool {
    try write(0, by: first)
    let hasRead = DispatchSemaphore(value: 0)
    let isDone = DispatchSemaphore(value: 0)
    let thread = WorkerThread(name: "second") {
      hasRead.wait()
      inTurn(second, coordinated) { add(by: second) {} }
      isDone.signal()
    }
    inTurn(first, coordinated) {
      add(by: first) {
        hasRead.signal()
        _ = isDone.wait(timeout: .now() + 0.7)
      }
    }
    thread.join()
    return try number(by: first) != 2
  }

  private func inTurn(_ process: ModelledProcess, _ coordinated: Bool, _ body: () -> Void) {
    if coordinated { try? process.coordinateWriting(path, body) } else { body() }
  }

  private func add(by process: ModelledProcess, meanwhile: () -> Void) {
    let found = (try? number(by: process)) ?? 0
    meanwhile()
    try? write(found + 1, by: process)
  }

  private func number(by process: ModelledProcess) throws(SystemError) -> Int {
    let handle = try process.open(path, .read)
    defer { try? process.close(handle) }
    return Int(String(decoding: try process.read(handle, count: 64), as: UTF8.self)) ?? 0
  }

  private func write(_ number: Int, by process: ModelledProcess) throws(SystemError) {
    let handle = try process.open(path, .write(create: true))
    defer { try? process.close(handle) }
    try process.write(handle, Data(String(number).utf8))
  }
}
