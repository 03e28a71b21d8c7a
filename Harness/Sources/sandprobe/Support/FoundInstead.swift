import Foundation
import Report

/// What a file or stream is that does not read as a log.
enum FoundInstead {
  /// How many of the first bytes tell.
  static let length = 4_096

  /// A sentence's end, `it is a tar archive`, and what to do with such a thing.
  /// - Parameters:
  ///   - first: the first bytes.
  ///   - total: how many there were.
  static func words(first: Data, total: Int) -> (what: String, help: String) {
    let bytes = Array(first)
    guard total > 0 else {
      return ("it is empty", "check that the capture was running, or wait for its first line")
    }
    if let known = known.first(where: { holds(bytes, $0.magic, at: $0.offset) }) {
      return ("it is \(known.what)", known.help)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let odd = text.unicodeScalars.count {
      $0 == "\u{FFFD}" || $0.value < 32 && !"\t\n\r\u{1B}".unicodeScalars.contains($0)
    }
    if odd * 5 > text.unicodeScalars.count { return ("it is binary data", forms) }
    let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
    guard let line else { return ("it is blank", forms) }
    return (
      "it is text without the header of a record; it begins '\(VisibleText.line(String(line), limit: 60))'",
      forms
    )
  }

  static let forms =
    "logs of idevicesyslog, pymobiledevice3, go-ios, 'log show', Console and Xcode are read; name such a file"

  private struct Kind {
    var magic: [UInt8]
    var offset = 0
    var what: String
    var help: String

    init(_ magic: String, at offset: Int = 0, _ what: String, _ help: String) {
      self.init(Array(magic.utf8), at: offset, what, help)
    }

    init(_ magic: [UInt8], at offset: Int = 0, _ what: String, _ help: String) {
      (self.magic, self.offset, self.what, self.help) = (magic, offset, what, help)
    }
  }

  private static let unpack = "unpack it and name the log files in it"

  private static let known = [
    Kind("ustar", at: 257, "a tar archive", unpack),
    // The first chunk of a tracev3 file is its header: tag 0x1000, subtag 0x11.
    Kind(
      [0x00, 0x10, 0x00, 0x00, 0x11, 0x00, 0x00, 0x00], "a trace file of the unified log",
      "turn its archive into text on a Mac: log show --archive FOLDER.logarchive --style syslog"),
    Kind("bplist00", "a binary property list", forms), Kind("SQLite format 3\0", "an SQLite database", forms),
    Kind([0x89, 0x50, 0x4E, 0x47], "a PNG image", forms), Kind([0xFF, 0xD8, 0xFF], "a JPEG image", forms),
    Kind("%PDF-", "a PDF document", forms), Kind("<!DOCTYPE", "an HTML or XML document", forms),
    Kind("<?xml", "an XML document", forms), Kind([0x7F, 0x45, 0x4C, 0x46], "a program", forms),
    Kind([0xCF, 0xFA, 0xED, 0xFE], "a program", forms), Kind([0xCA, 0xFE, 0xBA, 0xBE], "a program", forms),
    Kind([0xFF, 0xFE], "text in UTF-16", "turn it into UTF-8 first: iconv -f UTF-16 -t UTF-8 FILE"),
    Kind([0xFE, 0xFF], "text in UTF-16", "turn it into UTF-8 first: iconv -f UTF-16 -t UTF-8 FILE"),
  ]

  private static func holds(_ bytes: [UInt8], _ magic: [UInt8], at offset: Int) -> Bool {
    bytes.count >= offset + magic.count && bytes[offset..<(offset + magic.count)].elementsEqual(magic)
  }
}
