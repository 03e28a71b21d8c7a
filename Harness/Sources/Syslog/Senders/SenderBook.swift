/// The names that a log's headers are made of, numbered.
struct SenderBook: Sendable {
  /// Who logged a record, and how.
  struct Origin: Sendable {
    /// Number of the process.
    var process: Int
    /// Number of the level.
    var level: Int
    var form: LogForm
    var role: RoleCode
  }

  private(set) var processes = NameTable(.process, capacity: 32_768)
  private(set) var images = NameTable(.library, capacity: 8_192)
  private(set) var levels = LevelTable()

  /// Who logged a record with that header.
  mutating func origin(of header: HeaderSpan, in bytes: Span<UInt8>) -> Origin {
    let process = processes.number(of: header.process, in: bytes)
    var role = processes.role(process)
    if let image = header.image {
      let library = images.number(of: image, in: bytes)
      role = role.with(image: images.role(library))
    }
    return Origin(
      process: process, level: levels.number(of: header, in: bytes), form: header.form, role: role)
  }
}
