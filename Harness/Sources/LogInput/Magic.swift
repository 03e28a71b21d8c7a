/// What the first bytes of a log say about its form. A name says nothing.
enum Magic: Equatable {
  case compression(Compression)
  case unknown(form: String, command: String)
  /// Plain, whatever it holds.
  case plain
  /// More bytes are needed to tell; never for ``longest`` bytes.
  case undecided

  /// Bytes that always suffice.
  static let longest = 10

  init(_ head: some Collection<UInt8>) {
    let candidates = Signature.all.filter { $0.agrees(with: head) }
    if let found = candidates.first(where: { $0.bytes.count <= head.count }) {
      self = found.meaning
    } else {
      self = candidates.isEmpty ? .plain : .undecided
    }
  }

  /// Bytes that a form begins with.
  private struct Signature {
    var bytes: [ClosedRange<UInt8>]
    var meaning: Magic

    init(_ bytes: [ClosedRange<UInt8>], _ meaning: Magic) {
      self.bytes = bytes
      self.meaning = meaning
    }

    init(_ bytes: [UInt8], _ meaning: Magic) { self.init(bytes.map { $0...$0 }, meaning) }

    /// Whether the head is, or could become, this form.
    func agrees(with head: some Collection<UInt8>) -> Bool { zip(bytes, head).allSatisfy { $0.contains($1) } }

    /// Sources: RFC 1952 section 2.3.1 (gzip; 8 is deflate, its only method); RFC 8878 sections 3.1.1 and 3.1.2 (zstd
    /// frames, and the skippable frames that a parallel zstd begins with); the xz file format, 2.1.1.1; the LZ4 frame
    /// format; APPNOTE.TXT 4.3.7 (zip); bzip2's file header with the mark of its first block.
    static let all = [
      Signature([0x1f, 0x8b, 0x08], .compression(.gzip)),
      Signature([0x28, 0xb5, 0x2f, 0xfd], .compression(.zstd)),
      Signature([0x50...0x5f, 0x2a...0x2a, 0x4d...0x4d, 0x18...0x18], .compression(.zstd)),
      Signature(
        [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
        .unknown(form: "xz", command: "xz -dc FILE | sandprobe analyze -")),
      Signature(
        [0x04, 0x22, 0x4d, 0x18], .unknown(form: "lz4", command: "lz4 -dc FILE | sandprobe analyze -")),
      Signature(
        [0x50, 0x4b, 0x03, 0x04], .unknown(form: "zip", command: "unzip -p FILE | sandprobe analyze -")),
      Signature(
        [0x42...0x42, 0x5a...0x5a, 0x68...0x68, 0x31...0x39]
          + ([0x31, 0x41, 0x59, 0x26, 0x53, 0x59] as [UInt8]).map { $0...$0 },
        .unknown(form: "bzip2", command: "bzip2 -dc FILE | sandprobe analyze -")),
    ]
  }
}
