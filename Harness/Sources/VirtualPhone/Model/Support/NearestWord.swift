/// Finds what a mistyped name probably meant.
enum NearestWord {
  /// The candidate with the fewest changes from the name; nil where none is close enough to be worth a question.
  static func of(_ name: String, among candidates: [String]) -> String? {
    let ranked = candidates.map { (word: $0, distance: distance(Array(name), Array($0))) }
    guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
    return best.distance <= max(2, name.count / 3) ? best.word : nil
  }

  /// How many letters must be put in, taken out or changed to make one word of the other.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
