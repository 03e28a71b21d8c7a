import ProbeProtocol

/// The files that an app's steps hold open, by name, for as long as its process lives.
final class HandleTable: Sendable {
  private let handles = Locked<[String: FileHandleNumber]>([:])

  /// - Throws: A handle of that name must not be open already.
  func add(_ handle: FileHandleNumber, as name: String) throws(ArgumentProblem) {
    let isNew = handles.withLock { handles in
      guard handles[name] == nil else { return false }
      handles[name] = handle
      return true
    }
    guard isNew else { throw ArgumentProblem("a handle named '\(name)' is open already") }
  }

  func handle(_ name: String) throws(ArgumentProblem) -> FileHandleNumber {
    guard let handle = handles.withLock({ $0[name] }) else {
      throw ArgumentProblem("no handle named '\(name)' is open")
    }
    return handle
  }

  func remove(_ name: String) throws(ArgumentProblem) -> FileHandleNumber {
    guard let handle = handles.withLock({ $0.removeValue(forKey: name) }) else {
      throw ArgumentProblem("no handle named '\(name)' is open")
    }
    return handle
  }
}
