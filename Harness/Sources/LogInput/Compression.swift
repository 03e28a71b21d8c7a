/// A compressed form that is unpacked while it is read, by the program that everybody has for it.
public enum Compression: String, Hashable, Sendable, CaseIterable {
  case gzip, zstd

  /// The program that unpacks it; its Debian package and its Homebrew formula have the same name.
  public var tool: String { rawValue }

  /// Unpacks standard input to standard output; `-q` keeps zstd from drawing progress.
  var arguments: [String] {
    switch self {
    case .gzip: ["-dc"]
    case .zstd: ["-dcq"]
    }
  }

  /// The command that installs the program on this kind of machine.
  public var installCommand: String {
    #if os(Linux)
      "sudo apt-get install \(tool)"
    #else
      "brew install \(tool)"
    #endif
  }
}
