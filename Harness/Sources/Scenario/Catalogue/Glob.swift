/// A pattern in which `*` stands for any text and `?` for any one character; case does not matter.
struct Glob: Hashable, Sendable {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern.lowercased()) }

  /// Whether it fits the whole text. Takes time by the product of both lengths at most.
  func matches(_ text: String) -> Bool {
    let text = Array(text.lowercased())
    var (position, index) = (0, 0)
    /// Where the last star stands, and where its text ends so far.
    var retry: (star: Int, end: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == "*" {
        retry = (position, index)
        position += 1
      } else if position < pattern.count, pattern[position] == text[index] || pattern[position] == "?" {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.star, last.end + 1)
        (position, index) = (last.star + 1, last.end + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }
}
