/// Makes logs that are wrong in every way, out of right ones. The same seed gives the same bytes.
public struct LogMutator: Sendable {
  private var random: SeededGenerator
  private let corpus: [[UInt8]]

  /// - Parameter corpus: logs to start from.
  public init(seed: UInt64, corpus: [[UInt8]]) {
    random = SeededGenerator(state: seed)
    self.corpus = corpus.filter { !$0.isEmpty }
  }

  /// One damaged log: a few kilobytes as a rule, now and then with a line of a megabyte.
  public mutating func log() -> [UInt8] {
    var log = start()
    for _ in 0..<number(in: 0...24) { damage(&log) }
    if number(in: 1...150) == 1 { lengthen(&log) }
    return log
  }

  /// Cuts so many bytes into pieces.
  /// - Parameter longest: of a piece.
  public mutating func cuts(of count: Int, longest: Int) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    var start = 0
    while start < count {
      let end = min(count, start + number(in: 1...longest))
      cuts.append(start..<end)
      start = end
    }
    return cuts
  }

  /// A choice of that many.
  public mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}

// MARK: - What to start from

extension LogMutator {
  private mutating func start() -> [UInt8] {
    switch number(in: 0...9) {
    case 0: return (0..<number(in: 0...400)).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 1: return (0..<number(in: 1...60)).flatMap { _ in LogPieces.all.randomElement(using: &random) ?? [] }
    case 2...3: return interleaved(part(), part())
    default: return (0..<number(in: 1...4)).flatMap { _ in part() }
    }
  }

  /// A part of one log; from the start of a line as a rule.
  private mutating func part() -> [UInt8] {
    guard let source = corpus.randomElement(using: &random) else { return [] }
    var start = number(in: 0...source.count - 1)
    if number(in: 0...3) > 0 {
      while start > 0, source[start - 1] != 10 { start -= 1 }
    }
    return Array(source[start...].prefix(number(in: 1...2_000)))
  }

  private func interleaved(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    let rows = Self.lines(first)
    let others = Self.lines(second)
    var log: [UInt8] = []
    for index in 0..<max(rows.count, others.count) {
      if index < rows.count { log += rows[index] }
      if index < others.count { log += others[index] }
    }
    return log
  }

  /// The lines with their newlines.
  static func lines(_ log: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (place, byte) in log.enumerated() where byte == 10 {
      lines.append(log[start...place])
      start = place + 1
    }
    if start < log.count { lines.append(log[start...]) }
    return lines
  }
}

// MARK: - Damage

extension LogMutator {
  private mutating func damage(_ log: inout [UInt8]) {
    let place = number(in: 0...log.count)
    let length = min(log.count - place, number(in: 1...40))
    switch number(in: 0...13) {
    case 0 where length > 0: log[place] = UInt8.random(in: 0...255, using: &random)
    case 1 where length > 0: log[place] ^= 1 << UInt8(number(in: 0...7))
    case 2...5: log.insert(contentsOf: LogPieces.all.randomElement(using: &random) ?? [], at: place)
    case 6: log.removeSubrange(place..<place + length)
    case 7: log.insert(contentsOf: log[place..<place + length], at: place)
    case 8: damageLines(&log)
    case 9: if number(in: 0...4) == 0 { log.removeLast(log.count - place) }
    case 10: moveBytes(&log, from: place, length: length)
    case 11: log.insert(contentsOf: part().prefix(number(in: 1...120)), at: place)
    case 12: changeNewlines(&log)
    default:
      log.insert(contentsOf: repeatElement(UInt8(number(in: 0...255)), count: number(in: 1...80)), at: place)
    }
  }

  /// Doubles, drops, moves or joins lines.
  private mutating func damageLines(_ log: inout [UInt8]) {
    var lines = Self.lines(log)
    guard lines.count > 1 else { return }
    let one = number(in: 0...lines.count - 1)
    let other = number(in: 0...lines.count - 1)
    switch number(in: 0...3) {
    case 0: lines.insert(lines[one], at: other)
    case 1: lines.remove(at: one)
    case 2: lines.swapAt(one, other)
    default: lines[one] = lines[one].dropLast()
    }
    log = Array(lines.joined())
  }

  private mutating func moveBytes(_ log: inout [UInt8], from place: Int, length: Int) {
    let piece = Array(log[place..<place + length])
    log.removeSubrange(place..<place + length)
    log.insert(contentsOf: piece, at: number(in: 0...log.count))
  }

  /// As a relay, a Windows tool or a careless copy ends lines.
  private mutating func changeNewlines(_ log: inout [UInt8]) {
    guard number(in: 0...3) == 0 else { return }
    let endings: [[UInt8]] = [[10, 0], [0], [13, 10], [32], [13]]
    let ending = endings.randomElement(using: &random) ?? [10]
    log = log.flatMap { $0 == 10 ? ending : [$0] }
  }

  /// Gives the log a line of up to two megabytes.
  private mutating func lengthen(_ log: inout [UInt8]) {
    let pattern = LogPieces.all.randomElement(using: &random) ?? [65]
    let wanted = number(in: 60_000...2_000_000)
    let filler = Array(repeatElement(pattern, count: wanted / pattern.count).joined())
    log.insert(contentsOf: filler, at: number(in: 0...log.count))
  }
}
