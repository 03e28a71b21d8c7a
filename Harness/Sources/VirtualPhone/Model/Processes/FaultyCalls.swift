import Foundation
import ProbeKit
import ProbeProtocol

/// What becomes of a process and its writes where the phone has faults.
extension ModelledProcess {
  /// How much of a write is done, and how it fails then.
  struct WriteFate {
    var kept: Int
    var failure: SystemError?
  }

  /// Asked before anything is written; ends the process where it is to die.
  func fateOfWriting(_ bytes: Data, to file: OpenFiles.File) throws(SystemError) -> WriteFate {
    let whole = WriteFate(kept: bytes.count)
    guard core.faults.isAsked else { return whole }
    if file.mode == .append, let event = Self.journalled(bytes), event.actor != .conductor {
      let fate = core.faults.fate(of: identity.pid, writing: event.kind)
      guard fate != .diesHalfway else {
        try write(bytes.prefix(bytes.count / 2), to: file)
        throw died()
      }
      try meetFate(fate)
    }
    switch core.faults.fateOfWrite() {
    case .hasRoom: return whole
    case .fillsUp: return WriteFate(kept: bytes.count / 2, failure: .noRoom)
    case .isFull: throw .noRoom
    }
  }

  /// - Throws: what the next call of a dead process gives.
  func meetFate(_ fate: ActorFaults.Fate) throws(SystemError) {
    if fate != .goesOn { throw died() }
  }

  private func died() -> SystemError {
    end()
    return .errno("EINTR")
  }

  private func write(_ bytes: Data, to file: OpenFiles.File) throws(SystemError) {
    try core.state.withLock { (phone) throws(SystemError) in
      _ = try phone.files.write(bytes, to: file.inode, at: nil)
    }
  }

  /// The event in a line of a journal, read without its key.
  private static func journalled(_ bytes: Data) -> Event? {
    guard bytes.last == UInt8(ascii: "\n"), let blank = bytes.firstIndex(of: UInt8(ascii: " ")) else {
      return nil
    }
    return try? Event(json: Data(bytes[bytes.index(after: blank)...].dropLast()))
  }
}

extension SystemError {
  /// The disk is full.
  static let noRoom = SystemError.errno("ENOSPC")
}
