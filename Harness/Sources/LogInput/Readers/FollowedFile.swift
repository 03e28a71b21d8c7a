import Foundation

/// A file that grows while it is read, known by its path: one that is cut is read from its beginning again, one that
/// another takes the place of is read to its end and then the other from its beginning, and one that is gone is waited
/// for.
final class FollowedFile: ByteSource {
  /// Nil for standard input, which nothing can take the place of.
  private let path: String?
  private let stop: StopSignal
  private var descriptor: Descriptor
  private var position: Int
  private(set) var consumed = 0
  private(set) var problems: [String] = []
  private(set) var restarts = 0
  /// Whether another file had the path when the end was last seen. Its writer may still be writing to the old one.
  private var isReplaced = false

  /// How often the file is looked at, in milliseconds. There is no notice of change that every file system gives.
  private let interval: Int

  init(_ file: PlainFile, path: String?, stop: StopSignal, interval: Int = 200) {
    descriptor = file.descriptor
    position = file.start
    self.path = path
    self.stop = stop
    self.interval = interval
  }

  /// Waits for bytes; 0 when told to stop.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while !stop.isGiven {
      let count = try descriptor.read(into: buffer) ?? 0
      if count > 0 {
        position += count
        consumed += count
        return count
      }
      if try !beginAnew() { stop.wait(milliseconds: interval) }
    }
    return 0
  }

  /// At the end: whether there is another beginning to read from at once.
  private func beginAnew() throws(SystemError) -> Bool {
    let own = try descriptor.status()
    if Int(own.st_size) < position {
      try descriptor.seek(to: 0)
      position = 0
      restarts += 1
      note("the file was cut while it was followed, and was read from its beginning again")
      return true
    }
    // No file at the path, or one that may not be looked at: it may come back.
    guard let path, let there = try? Descriptor.status(of: path),
      there.st_dev != own.st_dev || there.st_ino != own.st_ino
    else {
      isReplaced = false
      return false
    }
    // One more interval for what the writer had at hand.
    guard isReplaced else {
      isReplaced = true
      return false
    }
    return openOther(path)
  }

  private func openOther(_ path: String) -> Bool {
    do {
      let kind = try Descriptor.status(of: path).st_mode & S_IFMT
      guard kind == S_IFREG else {
        note("something that is no file took the file's place, and was not read")
        return false
      }
      descriptor = try Descriptor.open(path)
    } catch {
      note("the file that took the file's place could not be read: \(error.words)")
      return false
    }
    position = 0
    restarts += 1
    isReplaced = false
    return true
  }

  /// What occurs again and again is said once.
  private func note(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}
