import Foundation

/// Reads a folder of a phone with everything below it, within limits.
struct FolderPull {
  let files: AFCClient
  /// The folder on the phone.
  let root: String
  let limits: PullLimits
  /// What was read so far.
  private(set) var pulled: [PulledFile] = []
  private var bytes = 0
  private var seen = 0

  init(files: AFCClient, root: String, limits: PullLimits) {
    self.files = files
    self.root = root
    self.limits = limits
  }

  mutating func run() async throws(HouseArrestError) -> [PulledFile] {
    try await pull(folder: "", depth: 0)
    return pulled.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func pull(folder: String, depth: Int) async throws(HouseArrestError) {
    let path = join(root, folder)
    guard depth <= limits.depth else { throw .tooMuch(path: path, what: "\(limits.depth) levels of folders") }
    let names = try await files.list(path) ?? []
    // Before any of them is asked for: a folder may list a million.
    seen += names.count
    guard seen <= limits.files else { throw .tooMuch(path: root, what: "\(limits.files) files") }
    if let twice = Self.twice(names) {
      throw .badName(twice, folder: path, why: "it is listed twice")
    }
    for name in names {
      let item = folder.isEmpty ? name : folder + "/" + name
      switch try await files.kind(of: join(root, item)) {
      case .folder: try await pull(folder: item, depth: depth + 1)
      case .file(let size): try await pull(file: item, size: size)
      case .other, nil: break
      }
    }
  }

  private mutating func pull(file: String, size: Int) async throws(HouseArrestError) {
    let path = join(root, file)
    guard size <= limits.fileBytes else {
      throw .fileTooLarge(path: path, bytes: size, limit: limits.fileBytes)
    }
    let left = limits.totalBytes - bytes
    guard size <= left else { throw .tooMuch(path: root, what: "\(limits.totalBytes) bytes") }
    guard let content = try await files.read(path, limit: min(limits.fileBytes, left)) else { return }
    bytes += content.count
    pulled.append(PulledFile(path: file, bytes: content))
  }

  /// The first name that is there twice, byte for byte: names that only look alike are different files.
  private static func twice(_ names: [String]) -> String? {
    var seen: Set<[UInt8]> = []
    return names.first { !seen.insert(Array($0.utf8)).inserted }
  }

  private func join(_ folder: String, _ item: String) -> String {
    item.isEmpty ? folder : folder.hasSuffix("/") ? folder + item : folder + "/" + item
  }
}
