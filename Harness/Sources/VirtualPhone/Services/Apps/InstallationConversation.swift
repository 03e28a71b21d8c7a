import DeviceProtocol
import Foundation

/// `com.apple.mobile.installation_proxy`: lists, installs and removes apps.
final class InstallationConversation: ServiceConversation {
  /// How many apps a message of Browse lists.
  private static let batch = 20

  private let device: any VirtualDevice

  init(device: any VirtualDevice) { self.device = device }

  func answer(_ frame: LockdownFrame) throws -> ServiceStep {
    let request = try frame.message()
    let options = request["ClientOptions"]
    switch request["Command"]?.stringValue {
    case "Browse": return try browse(AppQuery(options))
    case "Lookup": return try lookup(AppQuery(options))
    case "Install", "Upgrade":
      guard let path = request["PackagePath"]?.stringValue else {
        return try refuse("MissingPackagePath", "")
      }
      return try change(["CreatingStagingDirectory", "InstallingApplication"]) {
        () throws(VirtualDeviceError) in try device.install(packageAt: path)
      }
    case "Uninstall":
      guard let bundle = request["ApplicationIdentifier"]?.stringValue else {
        return try refuse("MissingBundleIdentifier", "")
      }
      return try change(["RemovingApplication"]) { () throws(VirtualDeviceError) in
        try device.uninstall(bundle: bundle)
      }
    case let command: return try refuse("UnknownCommand", command ?? "")
    }
  }

  private func browse(_ query: AppQuery) throws -> ServiceStep {
    let apps = query.apply(to: device.installedApplications())
    var messages: [PropertyList] = []
    for start in stride(from: 0, to: apps.count, by: Self.batch) {
      let part = Array(apps[start..<min(start + Self.batch, apps.count)])
      messages.append([
        "Status": "BrowsingApplications", "CurrentIndex": .integer(start),
        "CurrentAmount": .integer(part.count), "Total": .integer(apps.count), "CurrentList": .array(part),
      ])
    }
    messages.append(["Status": "Complete"])
    return ServiceStep(replies: try messages.map { try LockdownFrame($0).encoded() })
  }

  private func lookup(_ query: AppQuery) throws -> ServiceStep {
    var result: [String: PropertyList] = [:]
    for app in query.matches(in: device.installedApplications()) {
      guard let bundle = app["CFBundleIdentifier"]?.stringValue else { continue }
      result[bundle] = query.attributes(of: app)
    }
    return try .reply(["Status": "Complete", "LookupResult": .dictionary(result)])
  }

  private func change(
    _ stages: [String], _ work: () throws(VirtualDeviceError) -> Void
  ) throws -> ServiceStep {
    do throws(VirtualDeviceError) {
      try work()
    } catch .noSuchApplication {
      return try refuse("ApplicationLookupFailed", "there is no such app")
    } catch .badPackage(let why) {
      return try refuse("ApplicationVerificationFailed", why)
    } catch {
      return try refuse("APIInternalError", "\(error)")
    }
    var messages: [PropertyList] = stages.enumerated().map { index, stage in
      ["Status": .string(stage), "PercentComplete": .integer((index + 1) * 100 / (stages.count + 1))]
    }
    messages.append(["Status": "Complete"])
    return ServiceStep(replies: try messages.map { try LockdownFrame($0).encoded() })
  }

  private func refuse(_ error: String, _ description: String) throws -> ServiceStep {
    try .reply(["Error": .string(error), "ErrorDescription": .string(description)])
  }
}

/// Which apps a client of installation_proxy wants, and what of them.
struct AppQuery: Sendable {
  private let type: String
  private let bundles: [String]?
  private let wanted: [String]?

  init(_ options: PropertyList?) {
    type = options?["ApplicationType"]?.stringValue ?? "Any"
    bundles = options?["BundleIDs"]?.arrayValue?.compactMap(\.stringValue)
    wanted = options?["ReturnAttributes"]?.arrayValue?.compactMap(\.stringValue)
  }

  func matches(in apps: [PropertyList]) -> [PropertyList] {
    apps.filter { app in
      guard type == "Any" || app["ApplicationType"]?.stringValue == type else { return false }
      return bundles.map { $0.contains(app["CFBundleIdentifier"]?.stringValue ?? "") } ?? true
    }
  }

  func attributes(of app: PropertyList) -> PropertyList {
    guard let wanted, let members = app.dictionaryValue else { return app }
    return .dictionary(members.filter { wanted.contains($0.key) })
  }

  func apply(to apps: [PropertyList]) -> [PropertyList] { matches(in: apps).map { attributes(of: $0) } }
}
