/// What installd, lsd and the library LaunchServices log while apps are installed and registered.
///
///     0xb0093000 handle_install_for_ls: Install of "/path.app" requested by SimulatorBridge
///     0xb0093000 MobileInstallationInstall_Server: Installing app com.example.app
///     LaunchServices: Adding com.example.app to registration list
public struct InstallationMessage: Hashable, Sendable {
  public enum Step: String, Hashable, Sendable, Codable {
    case requested, installing, installed
    /// An app was found that was not known before.
    case added
    /// Nothing of a kind was found in a folder.
    case noneFound = "none-found"
    case mapSaved = "map-saved"
    case registering, unregistering
    case registrationFailed = "registration-failed"
    case unknownApp = "unknown-app"
    case noPlaceholder = "no-placeholder"
    case storeUpdated = "store-updated"
    case synchronising
  }

  public var step: Step
  /// The app's identifier, where the message names it.
  public var bundle: String?
  public var path: String?
  /// Who asked for it.
  public var requester: String?
}

extension InstallationMessage: MessageReading {
  var kind: String { step.rawValue }

  var words: String {
    let app = bundle ?? "an app"
    return switch step {
    case .requested:
      "was asked to install \(path ?? app)" + (requester.map { " by \($0)" } ?? "")
    case .installing: "began to install \(app)"
    case .installed: "finished an installation"
    case .added: "found the new app \(app)"
    case .noneFound: "found no applications" + (path.map { " in \($0)" } ?? "")
    case .mapSaved: "saved the map of installed apps"
    case .registering: "put \(app) on the list to register"
    case .unregistering: "put \(app) on the list to unregister"
    case .registrationFailed: "failed to register the app identifier \(app)"
    case .unknownApp: "did not find the app identifier \(app)"
    case .noPlaceholder: "had no placeholder for \(app)"
    case .storeUpdated: "updated the store of registered apps"
    case .synchronising: "had to synchronise with MobileInstallation"
    }
  }

  init?(_ message: WordReader) {
    var reader = message
    if reader.skip("0x") {
      // A thread in hex, then the function that logs.
      _ = reader.text(while: \.isHexDigit)
      guard reader.skip(" "), reader.text(to: ": ") != nil else { return nil }
      self.init(installd: reader)
    } else if reader.skip("Need to synchronize with MobileInstallation") {
      self.init(step: .synchronising)
    } else {
      // The second is the system's own slip.
      guard
        reader.skip("LaunchServices: ") || reader.skip("LaunchServies: ") || reader.skip("Launch Services: ")
      else { return nil }
      self.init(launchServices: reader)
    }
  }

  private init?(installd: WordReader) {
    var reader = installd
    if reader.skip("Install of \"") {
      let path = reader.text(toLast: "\" requested by ")
      self.init(step: .requested, path: path, requester: path == nil ? nil : reader.line())
    } else if reader.skip("Installing app ") {
      self.init(step: .installing, bundle: reader.line())
    } else if reader.skip("Staging: ") {
      self.init(step: .installed)
    } else if reader.skip("No applications of type ") {
      self.init(step: .noneFound, path: reader.skip(past: " found in ") ? reader.line() : nil)
    } else if reader.skip("Saved updated install map") {
      self.init(step: .mapSaved)
    } else if let bundle = reader.text(toLast: " got added"), reader.isAtEnd {
      self.init(step: .added, bundle: bundle)
    } else {
      return nil
    }
  }

  private init?(launchServices: WordReader) {
    var reader = launchServices
    if reader.skip("Adding ") {
      if let bundle = reader.text(toLast: " to registration list") {
        self.init(step: .registering, bundle: bundle)
      } else if let bundle = reader.text(toLast: " to unregister list") {
        self.init(step: .unregistering, bundle: bundle)
      } else {
        return nil
      }
    } else if reader.skip("installing app for existing placeholder LSApplicationProxy: ") {
      self.init(step: .installing, bundle: reader.line())
    } else if reader.skip("Registering unknown app identifier ") {
      self.init(step: .registrationFailed, bundle: reader.text(toLast: " failed"))
    } else if reader.skip("Unable to find app identifier ") {
      self.init(step: .unknownApp, bundle: reader.line())
    } else if reader.skip("No placeholder bundle to remove for ") {
      self.init(step: .noPlaceholder, bundle: reader.text(toLast: ".") ?? reader.line())
    } else if reader.skip("Not creating progress for LSApplicationProxy: ") {
      self.init(step: .noPlaceholder, bundle: reader.text(toLast: " since it is not a placeholder"))
    } else if reader.skip("Updating identifier store") || reader.skip("updating cache GUID") {
      self.init(step: .storeUpdated)
    } else {
      return nil
    }
  }
}
