/// The engine over a whole file.
enum FileModes {
  static func parse(_ path: String) throws -> HeaderCounts {
    try Engine.parse(Descriptor(reading: path))
  }

  static func classify(_ path: String) throws -> MessageCounts {
    try Engine.classify(Descriptor(reading: path))
  }

  static func survey(_ path: String, workers: Int, withDigest: Bool) throws -> SurveyCounts {
    try Engine.survey(Descriptor(reading: path), workers: workers, withDigest: withDigest)
  }
}
