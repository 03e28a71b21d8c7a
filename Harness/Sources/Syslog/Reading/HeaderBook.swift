/// What the known headers of a log mean, by their numbers, and who logs under them.
struct HeaderBook: Sendable {
  /// What is counted by header.
  struct Origin: Sendable {
    var sender: Int32
    var level: Int32
    /// Its place in ``LogForm/allCases``.
    var form: Int32
  }

  /// Most headers that are kept.
  static let capacity = 24_576

  private(set) var senders = SenderTable()
  private(set) var levels = LevelTable()
  private(set) var origins: [Origin] = []
  private var headers: [StoredHeader] = []

  var count: Int { headers.count }

  /// The known header of that number, for a record whose stamp has that length.
  func header(_ number: Int, stamp length: Int) -> HeaderSpan { headers[number].header(behindStamp: length) }

  /// Who logs under a header, and at which level.
  mutating func origin(of header: HeaderSpan, in bytes: Span<UInt8>) -> Origin {
    Origin(
      sender: Int32(senders.number(of: header, in: bytes)),
      level: Int32(levels.number(of: header, in: bytes)),
      form: Int32(header.form.index))
  }

  /// Keeps a header under the next number.
  mutating func add(_ header: StoredHeader, _ origin: Origin) {
    headers.append(header)
    origins.append(origin)
  }

  /// Forgets the headers. Senders and levels keep their numbers.
  mutating func forget() {
    headers.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
  }
}
