public import Foundation
public import ProbeProtocol

/// What `attributesOfItem(atPath:)` tells of a file.
public struct ItemAttributes: Hashable, Sendable {
  /// `.size`.
  public var size: Int
  /// `.ownerAccountID`.
  public var owner: UInt32
  /// `.ownerAccountName`.
  public var ownerName: String?
  /// `.posixPermissions`.
  public var mode: UInt16
  /// `.protectionKey`; nil where the attributes hold none.
  public var protection: ProtectionClass?

  public init(size: Int, owner: UInt32, ownerName: String?, mode: UInt16, protection: ProtectionClass?) {
    self.size = size
    self.owner = owner
    self.ownerName = ownerName
    self.mode = mode
    self.protection = protection
  }
}

// A system that has no data protection says so; only those that have it need to say more.
extension ProbeSystem {
  public func writeData(
    _ path: String, _ bytes: Data, protection: ProtectionClass?, isAtomic: Bool
  ) throws(SystemError) { throw .unavailable("Data.write(to:options:)") }

  public func createFile(
    _ path: String, _ bytes: Data, protection: ProtectionClass?
  ) throws(SystemError) { throw .unavailable("FileManager.createFile") }

  public func createDirectory(_ path: String, protection: ProtectionClass?) throws(SystemError) {
    throw .unavailable("FileManager.createDirectory")
  }

  public func copyItem(_ path: String, to newPath: String) throws(SystemError) {
    throw .unavailable("FileManager.copyItem")
  }

  public func setProtection(_ path: String, _ protection: ProtectionClass) throws(SystemError) {
    throw .unavailable("protection classes")
  }

  public func protection(of path: String) throws(SystemError) -> ProtectionClass? {
    throw .unavailable("protection classes")
  }

  public func attributes(of path: String) throws(SystemError) -> ItemAttributes {
    throw .unavailable("FileManager.attributesOfItem")
  }

  public func isProtectedDataAvailable() throws(SystemError) -> Bool {
    throw .unavailable("UIApplication.isProtectedDataAvailable")
  }

  public func applicationState() throws(SystemError) -> ApplicationState {
    throw .unavailable("UIApplication.applicationState")
  }

  public func unmodelled(_ action: ActionName) -> String? { nil }
}
