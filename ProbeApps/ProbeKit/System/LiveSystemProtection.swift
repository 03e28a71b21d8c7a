public import Foundation
public import ProbeProtocol

/// Foundation's calls for files with attributes, and what the app's `UIApplication` tells.
extension LiveSystem {
  public func writeData(
    _ path: String, _ bytes: Data, protection: ProtectionClass?, isAtomic: Bool
  ) throws(SystemError) {
    var options: Data.WritingOptions = isAtomic ? [.atomic] : []
    if let protection { options.formUnion(try Self.option(for: protection)) }
    do { try bytes.write(to: URL(fileURLWithPath: path), options: options) } catch { throw .of(error) }
  }

  /// The call tells only whether it worked.
  public func createFile(
    _ path: String, _ bytes: Data, protection: ProtectionClass?
  ) throws(SystemError) {
    let attributes = try Self.attributes(with: protection)
    guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: attributes) else {
      throw .failure(.init(domain: "SandProbe.FileManager", code: 1, message: "createFile gave false"))
    }
  }

  public func createDirectory(_ path: String, protection: ProtectionClass?) throws(SystemError) {
    let attributes = try Self.attributes(with: protection)
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: attributes)
    } catch { throw .of(error) }
  }

  public func copyItem(_ path: String, to newPath: String) throws(SystemError) {
    do { try FileManager.default.copyItem(atPath: path, toPath: newPath) } catch { throw .of(error) }
  }

  public func setProtection(_ path: String, _ protection: ProtectionClass) throws(SystemError) {
    let attributes = try Self.attributes(with: protection) ?? [:]
    do { try FileManager.default.setAttributes(attributes, ofItemAtPath: path) } catch { throw .of(error) }
  }

  public func protection(of path: String) throws(SystemError) -> ProtectionClass? {
    try Self.protection(in: try item(path))
  }

  public func attributes(of path: String) throws(SystemError) -> ItemAttributes {
    let item = try item(path)
    return ItemAttributes(
      size: (item[.size] as? NSNumber)?.intValue ?? 0,
      owner: (item[.ownerAccountID] as? NSNumber)?.uint32Value ?? 0,
      ownerName: item[.ownerAccountName] as? String,
      mode: (item[.posixPermissions] as? NSNumber)?.uint16Value ?? 0,
      protection: try? Self.protection(in: item))
  }

  public func isProtectedDataAvailable() throws(SystemError) -> Bool {
    guard let app else { throw .unavailable("UIApplication.isProtectedDataAvailable") }
    return try app.isProtectedDataAvailable()
  }

  public func applicationState() throws(SystemError) -> ApplicationState {
    guard let app else { throw .unavailable("UIApplication.applicationState") }
    return try app.state()
  }

  private func item(_ path: String) throws(SystemError) -> [FileAttributeKey: Any] {
    do { return try FileManager.default.attributesOfItem(atPath: path) } catch { throw .of(error) }
  }
}

extension SystemError {
  /// A framework's error.
  fileprivate static func of(_ error: any Error) -> SystemError {
    let error = error as NSError
    return .failure(.init(domain: error.domain, code: error.code, message: error.localizedDescription))
  }
}

#if os(iOS)
  extension LiveSystem {
    private static let types: [(ProtectionClass, FileProtectionType)] = [
      (.none, .none), (.complete, .complete), (.completeUnlessOpen, .completeUnlessOpen),
      (.completeUntilFirstUserAuthentication, .completeUntilFirstUserAuthentication),
    ]

    fileprivate static func option(
      for protection: ProtectionClass
    ) throws(SystemError) -> Data.WritingOptions {
      switch protection {
      case .none: .noFileProtection
      case .complete: .completeFileProtection
      case .completeUnlessOpen: .completeFileProtectionUnlessOpen
      case .completeUntilFirstUserAuthentication: .completeFileProtectionUntilFirstUserAuthentication
      }
    }

    fileprivate static func attributes(
      with protection: ProtectionClass?
    ) throws(SystemError) -> [FileAttributeKey: Any]? {
      guard let type = types.first(where: { $0.0 == protection })?.1 else { return nil }
      return [.protectionKey: type]
    }

    /// The Simulator's attributes hold no such key (2011).
    fileprivate static func protection(
      in item: [FileAttributeKey: Any]
    ) throws(SystemError) -> ProtectionClass? {
      guard let value = item[.protectionKey] else { return nil }
      let type = value as? FileProtectionType ?? (value as? String).map(FileProtectionType.init(rawValue:))
      guard let known = types.first(where: { $0.1 == type })?.0 else {
        throw .failure(
          .init(domain: "SandProbe.Protection", code: 1, message: "an unknown class: \(value)"))
      }
      return known
    }
  }
#else
  // Only iOS has protection classes.
  extension LiveSystem {
    fileprivate static func option(
      for protection: ProtectionClass
    ) throws(SystemError) -> Data.WritingOptions { throw .unavailable("protection classes") }

    fileprivate static func attributes(
      with protection: ProtectionClass?
    ) throws(SystemError) -> [FileAttributeKey: Any]? {
      guard protection == nil else { throw .unavailable("protection classes") }
      return nil
    }

    fileprivate static func protection(
      in item: [FileAttributeKey: Any]
    ) throws(SystemError) -> ProtectionClass? { throw .unavailable("protection classes") }
  }
#endif
