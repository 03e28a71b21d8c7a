import Foundation

extension LogInput {
  /// Opens a log to read it once, to its end.
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - stop: ends the reading early, also while it waits.
  public static func open(_ path: String, stop: StopSignal = StopSignal()) throws(LogInputError) -> LogInput {
    try open(path, stop: stop, tools: .standard)
  }

  /// Opens a log to go on reading what is added to it, until told to stop. What has an end by itself, a pipe or a FIFO,
  /// is read to that.
  public static func follow(_ path: String, stop: StopSignal) throws(LogInputError) -> LogInput {
    let input = try open(path, stop: stop, tools: .standard)
    if let compression = input.compression, input.size != nil {
      throw LogInputError.cannotFollow(path: path, compression: compression)
    }
    guard let file = input.source as? PlainFile else { return input }
    return LogInput(
      path: path, size: input.size, compression: nil,
      source: FollowedFile(file, path: path == "-" ? nil : path, stop: stop))
  }

  static func open(_ path: String, stop: StopSignal, tools: ToolSearch) throws(LogInputError) -> LogInput {
    let opening = Opening(path: path, stop: stop, tools: tools)
    let (descriptor, status) = try opening.descriptor()
    return status.st_mode & S_IFMT == S_IFREG
      ? try opening.file(descriptor, end: Int(status.st_size)) : try opening.stream(descriptor)
  }
}

/// The steps of opening a log.
private struct Opening {
  var path: String
  var stop: StopSignal
  var tools: ToolSearch

  /// Opens what is there, unless it can be no log: opening a device can already do something to it.
  func descriptor() throws(LogInputError) -> (Descriptor, stat) {
    if path != "-" {
      try refuseWhatIsNoLog(try naming { () throws(SystemError) in try Descriptor.status(of: path) })
    }
    let descriptor = try naming { () throws(SystemError) in
      path == "-" ? try Descriptor.standardInput() : try Descriptor.open(path)
    }
    let status = try naming { () throws(SystemError) in try descriptor.status() }
    // A terminal is asked for by name, `/dev/tty`, or is standard input.
    if isatty(descriptor.number) == 0 { try refuseWhatIsNoLog(status) }
    return (descriptor, status)
  }

  private func refuseWhatIsNoLog(_ status: stat) throws(LogInputError) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw LogInputError.notALog(path: path, kind: .folder)
    case S_IFSOCK where path != "-": throw LogInputError.notALog(path: path, kind: .socket)
    case S_IFBLK: throw LogInputError.notALog(path: path, kind: .device)
    case S_IFCHR where !isHarmless(status): throw LogInputError.notALog(path: path, kind: .device)
    default: break
    }
  }

  /// `/dev/null` is an empty log, and `/dev/tty` a person who types one. Other devices have no end, or another purpose.
  private func isHarmless(_ status: stat) -> Bool {
    ["/dev/null", "/dev/tty"].contains { (try? Descriptor.status(of: $0))?.st_rdev == status.st_rdev }
  }

  func file(_ descriptor: Descriptor, end: Int) throws(LogInputError) -> LogInput {
    // Standard input may have been read from before: `{ read line; sandprobe analyze -; } < file`.
    let start = descriptor.offset ?? 0
    let size = max(end - start, 0)
    var head: [UInt8] = Array(repeating: 0, count: Magic.longest)
    let count = try naming { () throws(SystemError) in
      try head.withBytes { buffer throws(SystemError) in
        try descriptor.read(into: buffer, at: start)
      }
    }
    guard let compression = try compression(by: Magic(head[..<count])) else {
      return LogInput(
        path: path, size: size, compression: nil,
        source: PlainFile(descriptor, start: start, size: size, stop: stop))
    }
    let unpacker = try starting(compression) { tool throws(SystemError) in
      try Unpacker(compression, tool: tool, file: descriptor, start: start, stop: stop)
    }
    return LogInput(path: path, size: size, compression: compression, source: unpacker)
  }

  func stream(_ descriptor: Descriptor) throws(LogInputError) -> LogInput {
    let stream = Stream(descriptor, stop: stop)
    let magic = try naming { () throws(SystemError) in try stream.magic() }
    guard let compression = try compression(by: magic) else {
      return LogInput(path: path, size: nil, compression: nil, source: stream)
    }
    let unpacker = try starting(compression) { tool throws(SystemError) in
      try Unpacker(compression, tool: tool, stream: stream, stop: stop)
    }
    return LogInput(path: path, size: nil, compression: compression, source: unpacker)
  }

  private func compression(by magic: Magic) throws(LogInputError) -> Compression? {
    switch magic {
    case .compression(let compression): return compression
    case .unknown(let form, let command):
      throw LogInputError.unknownCompression(path: path, form: form, command: command)
    case .plain, .undecided: return nil
    }
  }

  private func starting(
    _ compression: Compression, _ body: (_ tool: String) throws(SystemError) -> Unpacker
  ) throws(LogInputError) -> Unpacker {
    guard let tool = tools.path(of: compression.tool) else {
      throw LogInputError.toolMissing(path: path, compression: compression, searched: tools.folders)
    }
    do {
      return try body(tool)
    } catch {
      throw LogInputError.toolNotStarted(path: path, compression: compression, why: error.words)
    }
  }

  /// Adds the path to what the system says.
  private func naming<Result>(_ body: () throws(SystemError) -> Result) throws(LogInputError) -> Result {
    do {
      return try body()
    } catch {
      throw error.code == ENOENT || error.code == ENOTDIR
        ? LogInputError.notFound(path: path) : LogInputError.unreadable(path: path, why: error.words)
    }
  }
}
