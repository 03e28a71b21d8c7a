import Foundation

/// What a file's content is, judged by the content alone.
enum FileContent {
  enum Format: String {
    case binaryPropertyList = "binary-plist"
    case xmlPropertyList = "xml-plist"
    case json, text, data
  }

  /// A binary property list begins with `bplist00` (CFBinaryPList.c); JSON is told only for an object or an array,
  /// since a number alone is text as well.
  static func format(of content: Data) -> Format {
    if content.starts(with: Data("bplist00".utf8)) { return .binaryPropertyList }
    guard let text = String(data: content, encoding: .utf8), !text.unicodeScalars.contains(where: isControl)
    else { return .data }
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("<"), start.prefix(1_024).contains("<plist") { return .xmlPropertyList }
    if start.hasPrefix("{") || start.hasPrefix("["),
      (try? JSONSerialization.jsonObject(with: content)) != nil
    {
      return .json
    }
    return .text
  }

  /// The content as text where it is UTF-8 of at most 256 bytes without control characters besides tab and newline.
  static func shortText(of content: Data) -> String? {
    guard content.count <= EventData.maximumText, let text = String(data: content, encoding: .utf8),
      !text.unicodeScalars.contains(where: { isControl($0) || $0 == "\r" })
    else { return nil }
    return text
  }

  /// The whole number that the text holds besides blanks and newlines.
  static func number(in text: String?) -> Int? {
    text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t" && scalar != "\r"
  }
}
