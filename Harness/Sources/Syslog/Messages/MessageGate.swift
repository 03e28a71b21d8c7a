import ByteScan

/// A quick look at a message of a process that takes no part in sandboxing or sharing: whether it can be anything but
/// plain. It errs on the side of yes, and must never say no to what the classifier would recognise.
enum MessageGate {
  /// - Parameters:
  ///   - start: where the message begins; four bytes before and behind it can be read.
  ///   - end: where its last line ends, the newline not included. Other line ends may stand before it.
  static func mayMatter(_ bytes: UnsafeRawPointer, from start: Int, to end: Int) -> Bool {
    words.withUnsafeBufferPointer {
      record_scan_is_odd($0.baseAddress, bytes.assumingMemoryBound(to: UInt8.self), start, end)
    }
  }

  /// Messages from this length on may have been cut by the log, which some forms print with longer escapes.
  static let shortestCut = 1_015

  /// What messages begin with: ``OpeningWords``, ``DropNotice``, SandProbe's own lines, and marks and labels, which hide
  /// the first word. What they end with: `(sandbox)`, `sandbox access`, and `<…>` plain or escaped, which marks a cut.
  /// One element, so that it is never copied.
  static let words: [record_scan_words] = {
    var words = record_scan_words()
    let openings: [StaticString] = [
      "SPE1", "SPC1", "QUAR", "Tram", "App ", "HTTP", "NSUR", "Task", "This", "TIC ", "CFNe", "Clai",
      "Laun", "MC: ", "Serv", "Writ", "Coul", "Fail", "IOUC", "libM", "assi", "reje", "sand",
    ]
    put(
      openings.map { $0.withUTF8Buffer { UnsafeRawBufferPointer($0).loadUnaligned(as: UInt32.self) } }, &words
    )
    put(
      closings: [UInt32(ascii: "b", "o", "x", ")"), 0x3EA6_80E2, UInt32(ascii: "M", "-", "&", ">")], &words)
    put(marks: [Ascii.opening, Ascii.quote, UInt8(ascii: "*"), Ascii.blank], &words)
    withUnsafeMutableBytes(of: &words.decisions) { $0.copyBytes(from: "denyallo".utf8) }
    words.shortest_cut = shortestCut
    return [words]
  }()

  /// Puts words where their product with a factor says; the factor is the first that leaves a place to each.
  private static func put(_ openings: [UInt32], _ words: inout record_scan_words) {
    for word in openings {
      record_scan_put_pair(&words, UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8))
      // An escape may stand for the second byte.
      record_scan_put_pair(&words, UInt8(truncatingIfNeeded: word), Ascii.backslash)
    }
    for factor in stride(from: UInt32(0x9E37_7AA5), through: .max, by: 2) {
      let places = openings.map { Int(record_scan_opening_index($0, factor)) }
      guard Set(places).count == openings.count else { continue }
      words.factor = factor
      withUnsafeMutableBytes(of: &words.openings) { room in
        for (word, place) in zip(openings, places) {
          room.storeBytes(of: word, toByteOffset: 4 * place, as: UInt32.self)
        }
      }
      return
    }
  }

  private static func put(closings: [UInt32], _ words: inout record_scan_words) {
    withUnsafeMutableBytes(of: &words.closings) { room in
      for word in closings {
        room.storeBytes(of: word, toByteOffset: 4 * Int(record_scan_closing_index(word)), as: UInt32.self)
      }
    }
    withUnsafeMutableBytes(of: &words.bytes) { bytes in
      for word in closings { bytes[Int(word >> 24)] |= UInt8(RECORD_SCAN_ENDING) }
      // Of what ends lines it is not known what stands before it.
      for byte in 0..<0x0E { bytes[byte] |= UInt8(RECORD_SCAN_ENDING) }
    }
  }

  private static func put(marks: [UInt8], _ words: inout record_scan_words) {
    for mark in marks { record_scan_put_mark(&words, mark, UInt8(RECORD_SCAN_MARK)) }
    record_scan_put_mark(&words, Ascii.openingBracket, UInt8(RECORD_SCAN_LABEL))
    // An escape can stand for any byte.
    record_scan_put_mark(&words, Ascii.backslash, UInt8(RECORD_SCAN_MARK))
  }
}
