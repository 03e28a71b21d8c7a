/// The numbers that tell one virtual phone from another.
struct PhoneNumbers: Hashable, Sendable {
  /// Chip of the iPhone X, with which modern device identifiers begin.
  private static let chip: UInt64 = 0x8015

  let chipID: Int
  let udid: String
  let serial: String
  let wifiAddress: String

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed, stream: "numbers")
    let unique = random.next() >> 12
    chipID = Int(unique)
    udid = "\(SeededRandom.hexadecimal(Self.chip, digits: 8))-\(SeededRandom.hexadecimal(unique, digits: 16))"
    let letters = Array("0123456789BCDFGHJKLMNPQRSTVWXYZ")
    serial = "VIRT" + String((0..<8).map { _ in letters[Int(random.next(upTo: 0...30))] })
    let octets = (0..<5).map { _ in
      SeededRandom.hexadecimal(random.next(upTo: 0...255), digits: 2).lowercased()
    }
    // The locally administered bit: no maker's address.
    wifiAddress = (["02"] + octets).joined(separator: ":")
  }
}
