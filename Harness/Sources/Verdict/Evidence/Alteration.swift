/// What became of a raw file since it was written. Nothing is proved by such a file.
public enum Alteration: String, Codable, Hashable, Sendable {
  /// Its digest is another one than when the run ended.
  case changed
  /// It is not there any more.
  case missing
  /// It was not there when the run ended.
  case added
  /// A journal whose digest is another one than when it was pulled, by the host's record of that.
  case unlikePulled = "unlike-pulled"

  /// The end of a sentence that begins with the file.
  public var words: String {
    switch self {
    case .changed: "was changed after the run: its digest is not the one in run.json"
    case .missing: "is missing: the run wrote it"
    case .added: "was added after the run: run.json does not know it, and it is not used"
    case .unlikePulled: "is not what was pulled from the phone: its digest is not the one in host.jsonl"
    }
  }
}
