/// The command line's words, taken one after the other.
struct Arguments {
  private(set) var rest: [String]

  init(_ words: [String]) { rest = words }

  mutating func text(_ what: String) throws -> String {
    guard !rest.isEmpty else { throw ArgumentError.missing(what) }
    return rest.removeFirst()
  }

  mutating func number(_ what: String) throws -> Int {
    let word = try text(what)
    guard let number = Int(word), number > 0 else { throw ArgumentError.noNumber(what, word) }
    return number
  }

  /// Whether a word stands anywhere among those that are left.
  func has(_ name: String) -> Bool { rest.contains(name) }

  /// The number behind an option that may stand anywhere among the words that are left.
  func option(_ name: String) throws -> Int? {
    guard let place = rest.firstIndex(of: name) else { return nil }
    var tail = Arguments(Array(rest[(place + 1)...]))
    return try tail.number("the number of \(name)")
  }
}

/// Why a command line is not understood.
enum ArgumentError: Error, CustomStringConvertible {
  case missing(String)
  case noNumber(String, String)
  case unknownMode(String)

  var description: String {
    switch self {
    case .missing(let what): "\(what) is missing"
    case .noNumber(let what, let word): "\(what) is no number above 0: \(word)"
    case .unknownMode(let mode): "no mode is called \(mode)"
    }
  }
}

/// Why a measurement cannot be made.
enum BenchError: Error, CustomStringConvertible {
  /// A call of the operating system failed, with its words.
  case system(call: String, why: String)
  case unusable(file: String, why: String)
  /// A property does not hold.
  case fault(seed: UInt64, input: String, faults: [String])

  var description: String {
    switch self {
    case .system(let call, let why): "\(call): \(why)"
    case .unusable(let file, let why): "\(file): \(why)"
    case .fault(let seed, let input, let faults):
      """
      seed \(seed) fails; its log is \(input), and `syslog-bench fuzz CORPUS --seed \(seed)` repeats it
        \(faults.joined(separator: "\n  "))
      """
    }
  }
}
