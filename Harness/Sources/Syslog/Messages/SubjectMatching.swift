extension SandboxViolation.Subject {
  /// Whether the record can be about the process of that name and pid.
  ///
  /// The kernel cuts names to the 16 bytes of `p_comm` on most systems and to the 32 of `p_name` on some (xnu,
  /// sys/proc_internal.h), newer ones print them whole. Where the record has a pid it must be the same; a folded
  /// record of an older system has none, and then only the name tells.
  public func mayBe(name: String, pid: Int32) -> Bool {
    if let ours = self.pid, ours != pid { return false }
    if self.name == name { return true }
    // A cut may go through a character; what is left of it reads as a replacement character.
    var bytes = Array(self.name.utf8)
    let whole = Array(name.utf8)
    let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
    var lost = 0
    while lost < 3, bytes.suffix(3).elementsEqual(replacement) {
      bytes.removeLast(3)
      lost += 1
    }
    let printed = lost == 0 ? bytes.count...bytes.count : (bytes.count + 1)...(bytes.count + 3)
    return Self.cuts.contains { printed.contains($0) && whole.count > $0 } && whole.starts(with: bytes)
  }

  private static let cuts = [16, 32]
}
