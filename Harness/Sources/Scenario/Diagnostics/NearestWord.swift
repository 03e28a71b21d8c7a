/// Finds the word that somebody probably meant.
public enum NearestWord {
  /// Longer words are not compared: nobody mistypes them, and comparing takes time by the square.
  static let longest = 64

  /// The candidate that differs least from the word, case aside; nil where none is near. Of equally near ones the
  /// first.
  public static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    ranked(word, among: candidates).first
  }

  /// Up to `limit` near candidates, the nearest first.
  public static func several(of word: String, among candidates: some Sequence<String>, limit: Int = 3)
    -> [String]
  {
    Array(ranked(word, among: candidates).prefix(limit))
  }

  private static func ranked(_ word: String, among candidates: some Sequence<String>) -> [String] {
    let wanted = word.lowercased()
    guard !wanted.isEmpty, wanted.count <= longest else { return [] }
    var near: [(distance: Int, order: Int, word: String)] = []
    for (order, candidate) in candidates.enumerated() where candidate.count <= longest {
      let distance = distance(wanted, candidate.lowercased())
      if distance <= max(1, max(wanted.count, candidate.count) / 3) {
        near.append((distance, order, candidate))
      }
    }
    return near.sorted { ($0.distance, $0.order) < ($1.distance, $1.order) }.map(\.word)
  }

  /// How many letters must be put in, taken out, changed or swapped with their neighbour to make one word the other
  /// (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      for j in 1...right.count {
        let isSame = left[i - 1] == right[j - 1]
        var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, beforeLast[j - 2] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
