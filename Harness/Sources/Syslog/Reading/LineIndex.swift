import ByteScan

/// Where lines end in a growing buffer, and where the word "extension" may stand: sandbox extensions are spoken of by any
/// process, so that every message has to be searched. Nearly no byte is looked at twice.
///
/// It ends before the first NUL or escape behind the place that it is asked for.
struct LineIndex: Sendable {
  /// Bytes that are read behind those that are asked for, whatever they are.
  static let reach = BYTE_SCAN_BEHIND

  /// Room for what is found, made when it is needed first.
  private var newlines: [UInt32] = []
  private var words: [UInt32] = []
  private var places = Places()

  /// What was found, and how much of it was used up.
  fileprivate struct Places {
    /// The buffer's bytes that were looked at last.
    var start = 0
    var end = 0
    var isStopped = false
    var newline = 0
    var newlineCount = 0
    var word = 0
    var wordCount = 0
    /// The next word, of those bytes or of the ones before.
    var nextWord = Int.max
  }

  /// Follows the buffer when its first bytes are taken away.
  mutating func drop(_ count: Int) {
    places.start -= count
    places.end -= count
    if places.nextWord != .max { places.nextWord -= count }
  }

  /// Forgets everything, for another buffer.
  mutating func reset() { places = Places() }

  /// Lends a cursor to the body, which goes on from `start`.
  /// - Parameter limit: up to where the bytes may be looked at.
  mutating func withCursor<Result>(
    from start: Int, to limit: Int, _ base: UnsafeRawPointer, _ body: (inout Cursor) -> Result
  ) -> Result? {
    if newlines.isEmpty {
      newlines = [UInt32](unsafeUninitializedCapacity: BYTE_SCAN_NEWLINES) { $1 = $0.count }
      words = [UInt32](unsafeUninitializedCapacity: BYTE_SCAN_WORDS) { $1 = $0.count }
    }
    return newlines.withUnsafeMutableBufferPointer { newlines in
      words.withUnsafeMutableBufferPointer { words in
        guard let newlines = newlines.baseAddress, let words = words.baseAddress else { return nil }
        var cursor = Cursor(
          base: base, limit: limit, newlines: newlines, words: words, places: places)
        cursor.seek(start)
        let result = body(&cursor)
        places = cursor.places
        return result
      }
    }
  }
}

extension LineIndex {
  /// Goes from line to line.
  struct Cursor {
    fileprivate let base: UnsafeRawPointer
    fileprivate let limit: Int
    fileprivate let newlines: UnsafeMutablePointer<UInt32>
    fileprivate let words: UnsafeMutablePointer<UInt32>
    fileprivate var places: Places

    /// Whether a word was passed that the next question must count in.
    private var hasPassedWord = false

    fileprivate init(
      base: UnsafeRawPointer, limit: Int, newlines: UnsafeMutablePointer<UInt32>,
      words: UnsafeMutablePointer<UInt32>, places: Places
    ) {
      (self.base, self.limit) = (base, limit)
      (self.newlines, self.words, self.places) = (newlines, words, places)
    }

    /// Whether the line that begins at `start` ends before the limit, a NUL or an escape.
    mutating func hasLine(from start: Int) -> Bool {
      places.newline < places.newlineCount || search(from: start)
    }

    /// Puts what was found where a scan looks for it.
    func lend(to scan: inout record_scan) {
      (scan.newlines, scan.words_at) = (UnsafePointer(newlines), UnsafePointer(words))
      scan.origin = places.start
      (scan.newline, scan.newline_count) = (places.newline, places.newlineCount)
      (scan.word, scan.word_count, scan.next_word) = (places.word, places.wordCount, places.nextWord)
      scan.has_passed_word = hasPassedWord
    }

    /// Goes to where a scan stopped.
    mutating func take(from scan: record_scan) {
      places.newline = scan.newline
      (places.word, places.nextWord) = (scan.word, scan.next_word)
      hasPassedWord = scan.has_passed_word
    }

    /// Looks at further bytes until there is a newline among them.
    private mutating func search(from start: Int) -> Bool {
      while places.newline == places.newlineCount {
        guard places.end < limit, !places.isStopped else { return false }
        // Of the words so far, those count that stand in the unfinished line, and whether others do before it.
        let last =
          places.wordCount > places.word ? places.start + Int(words[places.wordCount - 1]) : places.nextWord
        if places.nextWord < start { hasPassedWord = true }
        places.nextWord = places.nextWord == .max || last < start ? .max : last
        let seen = byte_scan_lines(base + places.end, limit - places.end, newlines, words)
        places.start = places.end
        places.end += seen.reached
        places.isStopped = seen.is_stopped
        (places.newline, places.newlineCount) = (0, Int(seen.newlines))
        (places.word, places.wordCount) = (0, Int(seen.words))
        if places.nextWord == .max, places.wordCount > 0 {
          places.nextWord = places.start + Int(words[0])
        }
      }
      return true
    }

    /// Begins at a place behind those that were asked for.
    fileprivate mutating func seek(_ start: Int) {
      if start > places.end || places.isStopped && start == places.end {
        places = Places()
        (places.start, places.end) = (start, start)
        return
      }
      while places.newline < places.newlineCount, places.start + Int(newlines[places.newline]) < start {
        places.newline += 1
      }
      if places.nextWord < start { pass(to: start) }
    }

    private mutating func pass(to end: Int) {
      while places.word < places.wordCount {
        let next = places.start + Int(words[places.word])
        if next >= end {
          places.nextWord = next
          return
        }
        places.word += 1
      }
      places.nextWord = .max
    }
  }
}
