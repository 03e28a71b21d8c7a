/// Finds every place of several phrases in one pass over the bytes.
///
/// Wu and Manber, «A fast algorithm for multi-pattern searching» (TR 94-17, 1994), with blocks of two bytes: where the two
/// bytes under the end of a window end no phrase, the window moves on by as many bytes as none can end within.
package struct PhraseFinder: Sendable {
  private let phrases: [[UInt8]]
  /// Length of the shortest phrase; of each phrase only so many bytes, from its first on, make the tables.
  private let window: Int
  /// How far to move on, by the window's last two bytes; 0 where a phrase may stand there.
  private let shifts: [UInt8]
  /// Which phrases have these two bytes at the window's end.
  private let candidates: [Int: [Int]]

  /// - Parameter phrases: those of fewer than two bytes are never found.
  package init(_ phrases: [[UInt8]]) {
    let usable = phrases.filter { $0.count >= 2 }
    let window = min(255, usable.map(\.count).min() ?? 0)
    var shifts = [UInt8](repeating: UInt8(max(1, window - 1)), count: usable.isEmpty ? 0 : 1 << 16)
    var candidates: [Int: [Int]] = [:]
    for (index, phrase) in usable.enumerated() {
      for end in 1..<window {
        let block = Self.block(phrase[end - 1], phrase[end])
        shifts[block] = min(shifts[block], UInt8(window - 1 - end))
        if end == window - 1 { candidates[block, default: []].append(index) }
      }
    }
    self.phrases = usable
    self.window = window
    self.shifts = shifts
    self.candidates = candidates
  }

  /// Where phrases begin, in order, each place once.
  package func places(in bytes: UnsafeRawBufferPointer) -> [Int] {
    var places: [Int] = []
    var at = 0
    while let place = next(from: at, in: bytes) {
      places.append(place)
      at = place + 1
    }
    return places
  }

  /// The first place at or after `start` where a phrase begins.
  package func next(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard window > 1 else { return nil }
    return shifts.withUnsafeBufferPointer { shifts in
      var end = max(0, start) + window - 1
      while end < bytes.count {
        let block = Self.block(bytes[end - 1], bytes[end])
        let shift = Int(shifts[block])
        if shift > 0 {
          end += shift
        } else if stands(block, at: end - window + 1, in: bytes) {
          return end - window + 1
        } else {
          end += 1
        }
      }
      return nil
    }
  }

  private func stands(_ block: Int, at place: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    (candidates[block] ?? []).contains { index in
      let phrase = phrases[index]
      return place + phrase.count <= bytes.count
        && bytes[place..<place + phrase.count].elementsEqual(phrase)
    }
  }

  @inline(__always)
  private static func block(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }
}
