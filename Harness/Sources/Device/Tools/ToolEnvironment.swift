public import Foundation

/// Where external programs are found and what they are told through their environment.
public struct ToolEnvironment: Hashable, Sendable {
  /// Folders that are searched, in order.
  public var directories: [String]
  /// The variables that every child gets.
  public var variables: [String: String]

  /// The variable that leads libusbmuxd to another daemon; `127.0.0.1:PORT` is the form that every client takes
  /// (measured with libusbmuxd 2.0.2 to 2.1.1, pymobiledevice3 11.45.0; read in go-ios 1.3.2).
  public static let muxVariable = "USBMUXD_SOCKET_ADDRESS"

  /// - Parameters:
  ///   - variables: what children inherit; `PATH` says where to search.
  ///   - muxAddress: the usbmuxd that children talk to; nil leaves what the variables say.
  public init(
    variables: [String: String] = ProcessInfo.processInfo.environment, muxAddress: String? = nil
  ) {
    self.variables = variables
    if let muxAddress { self.variables[Self.muxVariable] = muxAddress }
    let path = variables["PATH"] ?? ""
    directories = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    // Programs that a desktop starts have a PATH without Homebrew.
    for extra in ["/opt/homebrew/bin", "/usr/local/bin", "/usr/bin"] where !directories.contains(extra) {
      directories.append(extra)
    }
  }

  /// The usbmuxd that children talk to, where it is not the system's.
  public var muxAddress: String? { variables[Self.muxVariable] }

  /// The program's file.
  /// - Throws: ``ToolError/missing(_:searched:)``.
  public func path(of tool: Tool) throws -> String {
    let candidates = directories.map { "\($0)/\(tool.rawValue)" }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw ToolError.missing(tool, searched: directories)
    }
    return found
  }

  /// The file of any program; nil where it is in none of the folders.
  public func path(named program: String) -> String? {
    directories.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
