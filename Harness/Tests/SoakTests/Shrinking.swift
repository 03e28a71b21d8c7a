/// Makes a failing case small.
enum Shrinking {
  /// The fewest edits found that still fail: halves, quarters and so on are left out for as long as it fails without.
  static func smallest<Edit>(_ edits: [Edit], fails: ([Edit]) -> Bool) -> [Edit] {
    var edits = edits
    var size = max(1, edits.count / 2)
    while true {
      var start = 0
      var hasShrunk = false
      while start < edits.count {
        var fewer = edits
        fewer.removeSubrange(start..<min(start + size, edits.count))
        if fails(fewer) {
          edits = fewer
          hasShrunk = true
        } else {
          start += size
        }
      }
      if size == 1, !hasShrunk { return edits }
      size = max(1, size / 2)
    }
  }
}
