#if canImport(Darwin)
  import Foundation
  import ProbeProtocol

  extension LiveSystem {
    public func groupContainer(_ identifier: String) -> String? {
      FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: identifier)?.path
    }

    public func setDefault(suite: String, key: String, value: String) throws(SystemError) {
      let defaults = try Self.defaults(of: suite)
      defaults.set(value, forKey: key)
      // Documented as unnecessary; here the file must be there when the next step looks for it.
      guard defaults.synchronize() else {
        throw .failure(.init(domain: "SandProbe.Defaults", code: 2, message: "synchronize() gave false"))
      }
    }

    public func defaultValue(suite: String, key: String) throws(SystemError) -> String? {
      try Self.defaults(of: suite).string(forKey: key)
    }

    public func coordinateWriting(_ path: String, _ body: () -> Void) throws(SystemError) {
      var trouble: NSError?
      NSFileCoordinator(filePresenter: nil)
        .coordinate(writingItemAt: URL(fileURLWithPath: path), options: [], error: &trouble) { _ in body() }
      if let trouble {
        throw .failure(
          .init(domain: trouble.domain, code: trouble.code, message: trouble.localizedDescription))
      }
    }

    private static func defaults(of suite: String) throws(SystemError) -> UserDefaults {
      guard let defaults = UserDefaults(suiteName: suite) else {
        throw .failure(
          .init(domain: "SandProbe.Defaults", code: 1, message: "UserDefaults(suiteName:) gave nil"))
      }
      return defaults
    }
  }
#endif
