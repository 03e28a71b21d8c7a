import Foundation
import ProbeProtocol
import Testing

@Suite("Base64url")
struct Base64URLTests {
  @Test("bytes of every length survive", arguments: 0...70)
  func roundTrip(count: Int) {
    let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 251) })
    let text = Base64URL.encode(bytes)
    #expect(Base64URL.decode(text) == bytes)
    #expect(text.utf8.count == (count * 4 + 2) / 3)
  }

  @Test("the alphabet is that of RFC 4648, section 5")
  func alphabet() {
    #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
  }

  @Test(
    "junk is refused",
    arguments: ["+", "a+bc", "a/bc", "YQ==", "YQ=", "a b", "ä", "YQ\n", "Y\u{0}Q", "A", "AAAAA"])
  func junk(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test("a signature is 22 letters and depends on every byte")
  func signature() {
    let message = Data("one".utf8)
    let signature = Sample.key.signature(of: message)
    #expect(signature.utf8.count == 22)
    #expect(Sample.key.isValid(signature, of: message))
    #expect(!Sample.key.isValid(signature, of: Data("two".utf8)))
    #expect(!Sample.key.isValid(signature + "A", of: message))
    #expect(RunKey.random() != RunKey.random())
  }
}
