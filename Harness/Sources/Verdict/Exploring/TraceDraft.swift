import Syslog

/// A step's trace while its window is read.
struct TraceDraft {
  let heard: Heard
  let shape: MessageShape
  private var utterances: [Utterance] = []
  private var rows: [Heard.Voice: Int] = [:]
  private var extensions: [NamedExtension] = []
  private var extensionRows: [NamedExtension: Int] = [:]
  private var records = 0
  /// Records whose kind is not listed, and their processes.
  private var unlisted = 0
  private var unlistedProcesses: Set<String> = []

  init(heard: Heard, shape: MessageShape) { (self.heard, self.shape) = (heard, shape) }

  mutating func take(_ record: LogRecord) {
    records += 1
    let voice = Heard.Voice(process: record.process, shape: shape.shape(of: record.message))
    if let row = rows[voice] {
      utterances[row].count += 1
      utterances[row].lastLine = record.line
    } else if utterances.count < TraceMaker.rowLimit {
      rows[voice] = utterances.count
      utterances.append(
        Utterance(
          process: record.process, shape: voice.shape, family: Self.family(record),
          novelty: heard.novelty(of: voice), count: 1, firstLine: record.line, lastLine: record.line))
    } else {
      unlisted += 1
      if unlistedProcesses.count < TraceMaker.rowLimit { unlistedProcesses.insert(record.process) }
    }
    if let named = ExtensionReading(shape: shape).named(in: record) { note(named, line: record.line) }
  }

  private mutating func note(_ named: NamedExtension, line: Int) {
    if let row = extensionRows[named] {
      extensions[row].count += 1
    } else if extensions.count < TraceMaker.rowLimit {
      extensionRows[named] = extensions.count
      var first = named
      (first.count, first.firstLine) = (1, line)
      extensions.append(first)
    }
  }

  func trace(cuts: [String]) -> StepTrace {
    var cuts = cuts
    if unlisted > 0 {
      cuts.append(
        "\(unlisted) records of further kinds, by \(unlistedProcesses.sorted().prefix(5).joined(separator: ", "))"
          + "\(unlistedProcesses.count > 5 ? " and others" : ""), are not listed: \(TraceMaker.rowLimit) kinds are"
      )
    }
    return StepTrace(utterances: utterances, extensions: extensions, records: records, cuts: cuts)
  }

  private static func family(_ record: LogRecord) -> String? {
    switch record.content {
    case .sandbox: LogFamily.sandbox.rawValue
    case .daemon(let family): family.rawValue
    case .event, .canary, .notice, .plain, .unplaced: nil
    }
  }
}

/// Reads which sandbox extension a record names.
struct ExtensionReading {
  let shape: MessageShape

  /// The extension, with neither count nor line; nil where the record names none.
  func named(in record: LogRecord) -> NamedExtension? {
    if case .sandbox(let violation) = record.content, violation.operation.contains("issue-extension") {
      return made(
        violation.subject?.name ?? record.process, violation.isDeny ? "refused" : "issued",
        Self.className(in: record.message), violation.target)
    }
    if case .sandboxExtension(let message)? = record.daemonMessage?.detail {
      return made(
        record.process, message.step.rawValue, message.extensionClass ?? Self.className(in: record.message),
        message.target)
    }
    guard let name = Self.className(in: record.message) else { return nil }
    return made(record.process, "named", name, nil)
  }

  private func made(
    _ process: String, _ deed: String, _ extensionClass: String?, _ target: String?
  ) -> NamedExtension {
    let target = target.map(shape.shape(of:)).flatMap { $0.isEmpty ? nil : $0 }
    return NamedExtension(
      process: process, deed: deed, extensionClass: extensionClass, target: target, count: 0, firstLine: 0)
  }

  /// The first word that begins as the classes of sandbox extensions do.
  private static func className(in message: String) -> String? {
    let bytes = Array(message.utf8.prefix(MessageShape.limit))
    guard let start = bytes.withUnsafeBytes({ classes.next(from: 0, in: $0) }) else { return nil }
    let word = bytes[start...].prefix { byte in
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x5F
    }
    return String(decoding: word, as: UTF8.self)
  }

  private static let classes = PhraseFinder([Array("com.apple.app-sandbox.".utf8)])
}
