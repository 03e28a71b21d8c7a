/// Hands out the ids of a page: each once, readable, without blanks.
struct AnchorRegistry {
  /// The pages' own ids are nobody else's: a claim that is called `filter` must not take the filter's place.
  private var taken: Set<String> = TemplateSet.ids

  /// The id for a thing that has just one place in the page: the name, with a number behind it where it is
  /// taken.
  mutating func unique(_ name: String) -> String {
    let base = Self.slug(name)
    var id = base
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(base)~\(number)"
      number += 1
    }
    return id
  }

  /// The id for a thing that is shown several times, and whether this is the first time.
  mutating func first(_ name: String) -> (id: String, isFirst: Bool) {
    let id = Self.slug(name)
    return (id, taken.insert(id).inserted)
  }

  /// Letters, digits and `-._/:` stay; all else becomes `_`; at most 120 characters.
  static func slug(_ name: String) -> String {
    let allowed = "-._/:".unicodeScalars
    let scalars = name.unicodeScalars.prefix(120).map { scalar -> Unicode.Scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || allowed.contains(scalar) ? scalar : "_"
    }
    return scalars.isEmpty ? "_" : String(String.UnicodeScalarView(scalars))
  }
}
