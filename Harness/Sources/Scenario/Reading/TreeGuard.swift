import Yams

/// Refuses parts of YAML that scenarios do without, in a tree that is already parsed.
struct TreeGuard {
  let collector: DiagnosticCollector

  static let writeOut = "write the text out at each place; quote it if a star or ampersand is meant"

  func check(_ node: Node, depth: Int) {
    let place = collector.place(of: node)
    guard depth <= DocumentReader.maximumDepth else {
      return collector.report(
        .tooDeep, at: place, "the nesting is deeper than \(DocumentReader.maximumDepth) levels",
        help: "a scenario needs fewer than ten")
    }
    // What an alias repeats has its anchor too, so a tree of repetitions is left at its first node.
    guard node.anchor == nil else {
      return collector.report(.yamlFeature, at: place, "an anchor is not allowed", help: Self.writeOut)
    }
    switch node {
    case .scalar: break
    case .sequence(let sequence): for element in sequence { check(element, depth: depth + 1) }
    case .mapping(let mapping):
      var seen: [String: Int] = [:]
      for (key, value) in mapping {
        check(key: key, seen: &seen)
        check(value, depth: depth + 1)
      }
    case .alias: collector.report(.yamlFeature, at: place, "an alias is not allowed", help: Self.writeOut)
    }
  }

  /// - Parameter seen: The lines of the mapping's earlier keys. The parser takes a key with quotes and one without
  ///   for two.
  private func check(key: Node, seen: inout [String: Int]) {
    let name = key.scalar?.string ?? ""
    if key.scalar != nil, let line = seen[name] {
      collector.reportDuplicate(key: name, at: collector.place(of: key), firstLine: line)
    }
    seen[name] = key.mark?.line ?? 1
    if key.anchor != nil {
      collector.report(
        .yamlFeature, at: collector.place(of: key), "an anchor is not allowed", help: Self.writeOut)
    } else if key.scalar == nil {
      collector.report(
        .yamlFeature, at: collector.place(of: key), "a key has to be a word",
        help: "quote the text if it begins with a bracket")
    }
  }
}

extension DiagnosticCollector {
  /// Reports a key's second place.
  func reportDuplicate(key: String, at place: Place, firstLine: Int) {
    report(
      .duplicateKey, at: place, "the key '\(key)' is here for the second time",
      help: "its first place is line \(firstLine); keep one of the two")
  }

  /// Where a node begins, and its text where it is a scalar.
  func place(of node: Node) -> Place {
    let mark = node.mark
    return source.place(line: mark?.line ?? 1, column: mark?.column ?? 1, value: node.scalar?.string ?? "")
  }
}
