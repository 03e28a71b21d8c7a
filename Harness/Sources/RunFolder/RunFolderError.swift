/// Why a run folder cannot be made, written or read.
public enum RunFolderError: Error, Hashable, Sendable {
  /// There is nothing at the path.
  case notFound(String)
  /// The path is no folder, or holds no `run.json`.
  case notARunFolder(String, lookedFor: String)
  /// A later version of SandProbe wrote it.
  case newerSchema(String, found: String, supported: String)
  /// `run.json` is there and cannot be understood.
  case unreadableManifest(String, why: String)
  /// A file that must be readable is not.
  case unreadable(String, why: String)
  /// A folder that was made for a run that ended before it began: there is nothing in it to read.
  case neverBegan(String)
  /// The run in the folder still goes on.
  case inUse(String)
  case cannotCreate(String, why: String)
  case cannotWrite(String, why: String)
}

extension RunFolderError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let path): "there is no folder at '\(path)'"
    case .notARunFolder(let path, let lookedFor): "'\(path)' is no run folder: it holds no '\(lookedFor)'"
    case .newerSchema(let path, let found, let supported):
      "'\(path)' was written by a newer SandProbe: its form is \(found), this one reads up to \(supported)"
    case .unreadableManifest(let path, let why): "'\(path)/run.json' cannot be read: \(why)"
    case .unreadable(let path, let why): "'\(path)' cannot be read: \(why)"
    case .neverBegan(let path):
      "'\(path)' holds no run: sandprobe was ended before it could begin, and nothing was captured"
    case .inUse(let path): "the run in '\(path)' still goes on"
    case .cannotCreate(let path, let why): "the run folder '\(path)' cannot be made: \(why)"
    case .cannotWrite(let path, let why): "'\(path)' cannot be written: \(why)"
    }
  }

  /// What to do next, as a sentence.
  public var remedy: String {
    switch self {
    case .notFound, .notARunFolder: "Name a folder that 'sandprobe run' made; they lie in Reports/."
    case .newerSchema: "Update SandProbe, or make the report with the version that made the run."
    case .unreadableManifest: "The file was cut or altered; run the scenarios again."
    case .unreadable: "Check the file's permissions."
    case .neverBegan: "Remove the folder and run the scenarios again."
    case .inUse: "Wait for its end, or end it with Ctrl-C or SIGTERM."
    case .cannotCreate, .cannotWrite:
      "Check free space and permissions, or choose another place with --out DIR."
    }
  }
}
