public import Foundation

#if canImport(CryptoKit)
  import CryptoKit
#else
  import Crypto
#endif

/// The secret of one run: whoever holds it can sign events. The harness makes it, actors get it in their order,
/// and a log line or journal line without its signature is not taken for an event.
public struct RunKey: Hashable, Sendable, Codable {
  /// 32 random bytes.
  public let bytes: Data

  public init(bytes: Data) { self.bytes = bytes }

  /// A new key from the system's random source.
  public static func random() -> RunKey {
    RunKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) })
  }

  /// HMAC-SHA256 of the message under this key, cut to 16 bytes, as 22 letters of base64url.
  public func signature(of message: some DataProtocol) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: bytes))
    return Base64URL.encode(code.prefix(16))
  }

  /// Whether the signature belongs to the message.
  public func isValid(_ signature: some StringProtocol, of message: some DataProtocol) -> Bool {
    let expected = Array(self.signature(of: message).utf8)
    let given = Array(signature.utf8)
    guard expected.count == given.count else { return false }
    return zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The token of the run's Conductor where nobody chose another. It comes of the key, so that a run that is taken up
  /// again reaches a Conductor that outlived the harness; and the key does not come of it.
  public var conductorToken: String { signature(of: Data("conductor token".utf8)) }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let bytes = Base64URL.decode(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "the run key is not base64url"))
    }
    self.bytes = bytes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Base64URL.encode(bytes))
  }
}

/// SHA-256 of a file or a text, in the 64 lower-case hex digits that every tool prints.
public struct ContentDigest: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The digest of these bytes.
  public init(of bytes: some DataProtocol) {
    self.init(rawValue: SHA256.hash(data: bytes).map { Self.hexadecimal($0) }.joined())
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }
}
