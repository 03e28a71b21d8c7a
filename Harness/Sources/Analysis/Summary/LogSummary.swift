public import Syslog

/// What a device log holds: the answer of `sandprobe analyze`, and the form of its `--json`.
///
/// Lists are in the order in which a person reads them: the most frequent or the earliest first, ties by name, so that the
/// same log gives the same bytes.
public struct LogSummary: Hashable, Sendable, Codable {
  /// Of this form of JSON; a later version reads every older one.
  public static let schemaName = "sandprobe-log-summary/1"

  public var schema = LogSummary.schemaName
  /// The tool and version that made it, `sandprobe 0.1.0`.
  public var tool: String
  /// What was read, in the order in which it was read. Line numbers count within the source that a place names.
  public var sources: [Source]
  /// Which part of the log was asked for, in words; empty where all was.
  public var filters: [String]
  public var extent: Extent
  public var forms: [Count<LogForm>]
  public var levels: [Count<String>]
  public var families: [Count<LogFamily>]
  /// Who logged, the most talkative first; at most ``processLimit``.
  public var processes: [Count<String>]
  /// How many distinct processes there were; at ``groupLimit`` it is at least so many.
  public var processTotal: Int
  public var sandbox: SandboxPart
  /// What daemons and frameworks did that bears on sandboxing and sharing, equal things together.
  public var activity: [ActivityGroup]
  /// Records of activity whose kind came after ``groupLimit`` others: counted, and in no group.
  public var activityOmitted: Int
  /// SandProbe's own events in the log.
  public var probes: [ProbeGroup]
  /// Where the log is known or likely to lack something, in stream order; at most ``gapLimit``.
  public var gaps: [Gap]
  public var gapTotal: Int
  /// What the log cannot tell: redacted, cut, dropped, unreadable. Each is a sentence with its numbers.
  public var limits: [Limit]

  /// Processes that are listed at most.
  public static let processLimit = 50
  /// Groups that are kept at most, of sandbox decisions, activity, probes and process names each.
  public static let groupLimit = 10_000
  /// Gaps that are listed at most.
  public static let gapLimit = 200
  /// Places that a group names at most: its first ones.
  public static let placeLimit = 8
  /// Pids that a group names at most.
  public static let pidLimit = 8
  /// Bytes of a target or a shape; the system limits paths to as many.
  public static let targetLimit = 1_024
  /// Bytes of an example of a message.
  public static let exampleLimit = 400
  /// Changes of form that are listed for each source before the rest is counted in one entry.
  public static let formChangeLimit = 8
}

extension LogSummary {
  /// One file or stream.
  public struct Source: Hashable, Sendable, Codable {
    /// As the user named it; `-` is standard input.
    public var name: String
    /// Uncompressed.
    public var bytes: Int
    /// `gzip`, `zstd`; nil where it was not compressed.
    public var compression: String?
    /// Records in it, those too that the filters keep out. Nought means that nothing in it reads as a log.
    public var records = 0
    /// What was wrong with it, in sentences: `the gzip data ends early`.
    public var problems: [String]

    public init(name: String, bytes: Int = 0, compression: String? = nil, problems: [String] = []) {
      self.name = name
      self.bytes = bytes
      self.compression = compression
      self.problems = problems
    }
  }

  /// A line of a source.
  public struct Place: Hashable, Sendable, Codable {
    /// Index into ``LogSummary/sources``.
    public var source: Int
    /// From 1.
    public var line: Int

    public init(source: Int, line: Int) {
      self.source = source
      self.line = line
    }
  }

  /// How much was read.
  public struct Extent: Hashable, Sendable, Codable {
    public var bytes = 0
    public var lines = 0
    /// Records that passed the filters.
    public var records = 0
    /// Of those, how many go on over further lines.
    public var continued = 0
    /// Records that the filters kept out.
    public var filteredOut = 0
    /// Pieces of text that belong to no record, and their bytes.
    public var unplaced = 0
    public var unplacedBytes = 0
    /// Stamps of the first and the last record that has one, as printed.
    public var firstStamp: String?
    public var lastStamp: String?

    public init() {}
  }

  /// How often something occurred.
  public struct Count<Name> {
    public var name: Name
    public var count: Int

    public init(_ name: Name, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Where the members of a group stand.
  public struct Places: Hashable, Sendable, Codable {
    /// Records.
    public var count: Int
    /// The first ones, at most ``LogSummary/placeLimit``.
    public var first: [Place]
    public var last: Place
    public var firstStamp: String?
    public var lastStamp: String?

    public init(count: Int, first: [Place], last: Place, firstStamp: String?, lastStamp: String?) {
      self.count = count
      self.first = first
      self.last = last
      self.firstStamp = firstStamp
      self.lastStamp = lastStamp
    }
  }
}

extension LogSummary {
  /// The sandbox decisions.
  public struct SandboxPart: Hashable, Sendable, Codable {
    /// Records that report one.
    public var records = 0
    /// Decisions that folded records stand for beyond those.
    public var folded = 0
    public var denies = 0
    public var allows = 0
    /// The most frequent first.
    public var groups: [SandboxGroup] = []
    /// Decisions of kinds that came after ``LogSummary/groupLimit`` others: counted, and in no group.
    public var omitted = 0

    public init() {}
  }

  /// Sandbox decisions about the same process, operation and kind of target.
  public struct SandboxGroup: Hashable, Sendable, Codable {
    /// Who was refused, as logged: it may be cut to 16 bytes. Nil where the log does not say.
    public var subject: String?
    /// The first few of its pids, ascending.
    public var pids: [Int32]
    /// `deny` or `allow`.
    public var verdict: String
    public var code: Int?
    public var operation: String
    /// The target with identifiers, numbers and the like replaced by placeholders; empty where there is none.
    public var shape: String
    /// One target as logged.
    public var example: String
    /// The operation in words: `read a file's content`.
    public var operationWords: String
    /// What kind of place or service the target is: `the data container of an app`.
    public var targetWords: String
    /// Whose it is, where the target tells: `the app with the container 847B3BD4-…`.
    public var ownerWords: String?
    /// The likely cause, as a sentence that says how sure it is; nil where nothing published explains it.
    public var cause: String?
    public var places: Places
    /// Decisions that folded records among them stand for beyond ``Places/count``.
    public var folded: Int

    public init(
      subject: String?, pids: [Int32], verdict: String, code: Int?, operation: String, shape: String,
      example: String, operationWords: String, targetWords: String, ownerWords: String?, cause: String?,
      places: Places, folded: Int
    ) {
      self.subject = subject
      self.pids = pids
      self.verdict = verdict
      self.code = code
      self.operation = operation
      self.shape = shape
      self.example = example
      self.operationWords = operationWords
      self.targetWords = targetWords
      self.ownerWords = ownerWords
      self.cause = cause
      self.places = places
      self.folded = folded
    }
  }

  /// Messages of one family that say the same kind of thing about the same process.
  public struct ActivityGroup: Hashable, Sendable, Codable {
    public var family: LogFamily
    /// What happened, a word of the family: `issued`, `refused`, `copied`, `killed`; `other` for messages of no known
    /// wording.
    public var kind: String
    /// Who logged it.
    public var process: String
    /// What the first of them says was done, the rest of a sentence: `issued a sandbox extension for /private/var/…`.
    public var words: String
    /// Its message as logged, cut to 400 bytes.
    public var example: String
    public var places: Places

    public init(
      family: LogFamily, kind: String, process: String, words: String, example: String, places: Places
    ) {
      self.family = family
      self.kind = kind
      self.process = process
      self.words = words
      self.example = example
      self.places = places
    }
  }

  /// SandProbe's event lines of one actor. Whether they are authentic only the run's key can tell.
  public struct ProbeGroup: Hashable, Sendable, Codable {
    public var actor: String
    public var pid: Int32?
    public var places: Places

    public init(actor: String, pid: Int32?, places: Places) {
      self.actor = actor
      self.pid = pid
      self.places = places
    }
  }

  /// A place where the log lacks something.
  public struct Gap: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
      case disconnected, reconnected, dropped, repeated, silence
      /// Stamps go backwards by more than reordering explains: another capture, or a clock that was set.
      case backwards
      /// The record was cut by a lost connection, or text stands where no record is open.
      case unplaced
      /// Another header form takes over.
      case formChange = "form-change"
    }

    public var kind: Kind
    public var place: Place
    public var stamp: String?
    /// As a sentence.
    public var words: String

    public init(kind: Kind, place: Place, stamp: String?, words: String) {
      self.kind = kind
      self.place = place
      self.stamp = stamp
      self.words = words
    }
  }

  /// What cannot be known from this log.
  public struct Limit: Hashable, Sendable, Codable {
    /// In the order in which they are listed.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      case redacted, cut, dropped
      case nameCut = "name-cut"
      case noPid = "no-pid"
      case noStamp = "no-stamp"
      case noYear = "no-year"
      case noKernel = "no-kernel"
      case unplaced, unreadable, omitted, filtered
    }

    public var kind: Kind
    /// Records concerned; 0 where it concerns the log as a whole.
    public var count: Int
    /// As a sentence.
    public var words: String
    public var first: Place?

    public init(kind: Kind, count: Int, words: String, first: Place?) {
      self.kind = kind
      self.count = count
      self.words = words
      self.first = first
    }
  }
}

extension LogSummary.Count: Sendable where Name: Sendable {}
extension LogSummary.Count: Equatable where Name: Equatable {}
extension LogSummary.Count: Hashable where Name: Hashable {}
extension LogSummary.Count: Encodable where Name: Encodable {}
extension LogSummary.Count: Decodable where Name: Decodable {}
