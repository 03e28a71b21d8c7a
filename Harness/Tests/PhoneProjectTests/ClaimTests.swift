import Foundation
import PhoneProject
import ProbeProtocol
import Scenario
import Testing

struct ClaimTests {
  /// Claims that no probe of the project serves, each with the reason.
  private static let without: [ClaimID: String] = [
    "REST-17": "a widget shows it, and a person looks"
  ]

  @Test("every claim has a probe, and every probe a claim that there is")
  func cover() throws {
    let known = Set(try claims())
    let targets = try WorkingCopy.project().project.targets(.app, .appExtension)
    for target in targets {
      #expect(target.claims.filter { !known.contains($0) } == [], "\(target.name)")
    }
    let served = Set(targets.flatMap(\.claims)).union(Self.without.keys)
    #expect(known.subtracting(served).sorted() == [])
  }

  /// What a claim says of an app's Info.plist or entitlements, as the sources name it.
  struct Need: Sendable, CustomTestStringConvertible {
    var claim: ClaimID
    var what: String
    var holds: @Sendable (ProjectTarget) -> Bool
    var testDescription: String { "\(claim): \(what)" }
  }

  @Test("some probe of the claim is what the claim speaks of", arguments: needed)
  func isMet(_ need: Need) throws {
    let targets = try WorkingCopy.project().project.targets(.app, .appExtension)
    #expect(targets.contains { $0.claims.contains(need.claim) && need.holds($0) })
  }

  private static func key(_ claim: ClaimID, _ key: String, _ value: JSONValue = true) -> Need {
    Need(claim: claim, what: "\(key) is \(value.compactText)") { $0.info[key] == value }
  }

  private static func security(_ claim: ClaimID, _ key: String) -> Need {
    Need(claim: claim, what: key) { $0.info["NSAppTransportSecurity"]?[key] == true }
  }

  private static func domain(_ claim: ClaimID, _ key: String, _ value: JSONValue) -> Need {
    Need(claim: claim, what: "a domain with \(key)") { target in
      let domains = target.info["NSAppTransportSecurity"]?["NSExceptionDomains"]?.objectValue ?? [:]
      return domains.values.contains { $0[key] == value }
    }
  }

  private static func point(_ claim: ClaimID, _ point: String) -> Need {
    Need(claim: claim, what: point) { $0.extensionPoint == point }
  }

  static let needed: [Need] = [
    Need(claim: "FS-15", what: "no App Group") { $0.groups.isEmpty && $0.entitledGroups.isEmpty },
    Need(claim: "FS-10", what: "an App Group") { $0.groups["shared"] != nil },
    Need(claim: "FS-20", what: "a document type, opened as a copy") {
      $0.info["CFBundleDocumentTypes"] != nil && $0.info["LSSupportsOpeningDocumentsInPlace"] == false
    },
    point("FS-30", "com.apple.share-services"),
    point("FS-38", "com.apple.ui-services"),
    point("FS-40", "com.apple.fileprovider-nonui"),
    Need(claim: "FS-41", what: "documents in its App Group") {
      $0.info["NSExtension"]?["NSExtensionFileProviderDocumentGroup"] != nil
    },
    key("FS-50", "UISupportsDocumentBrowser"),
    Need(claim: "FS-51", what: "none of the keys that expose Documents") { target in
      target.info["CFBundleDocumentTypes"] != nil
        && ["UISupportsDocumentBrowser", "LSSupportsOpeningDocumentsInPlace", "UIFileSharingEnabled"]
          .allSatisfy { target.info[$0] != true }
    },
    key("FS-52", "UIFileSharingEnabled"), key("FS-52", "LSSupportsOpeningDocumentsInPlace"),
    Need(claim: "FS-54", what: "no UISupportsDocumentBrowser") {
      $0.info["UISupportsDocumentBrowser"] == nil
    },
    key("DP-13", "UIFileSharingEnabled"),
    Need(claim: "DP-13", what: "no UIFileSharingEnabled") { $0.info["UIFileSharingEnabled"] == nil },
    Need(claim: "REST-05", what: "the capability Data Protection") {
      $0.entitlements["com.apple.developer.default-data-protection"] == "NSFileProtectionComplete"
    },
    Need(claim: "REST-05", what: "no capability Data Protection") {
      $0.entitlements["com.apple.developer.default-data-protection"] == nil
    },
    Need(claim: "NET-01", what: "App Transport Security as it is") {
      $0.info["NSAppTransportSecurity"] == nil
    },
    security("NET-10", "NSAllowsArbitraryLoads"),
    domain("NET-10", "NSExceptionAllowsInsecureHTTPLoads", false),
    domain("NET-11", "NSExceptionAllowsInsecureHTTPLoads", true),
    domain("NET-11", "NSIncludesSubdomains", true),
    domain("NET-12", "NSExceptionMinimumTLSVersion", "TLSv1.0"),
    domain("NET-12", "NSExceptionRequiresForwardSecrecy", false),
    security("NET-13", "NSAllowsLocalNetworking"), security("NET-13", "NSAllowsArbitraryLoadsForMedia"),
    security("NET-13", "NSAllowsArbitraryLoadsInWebContent"),
    domain("NET-17", "NSRequiresCertificateTransparency", true),
  ]

  @Test("privacy: one app has a usage description for everything that REST-01 names, its twin has none")
  func usageDescriptions() throws {
    let targets = try WorkingCopy.project().project.targets(.app).filter { $0.claims.contains("REST-01") }
    func keys(_ target: ProjectTarget) -> Set<String> {
      Set(target.info.keys.filter { $0.hasPrefix("NS") && $0.hasSuffix("UsageDescription") })
    }
    #expect(targets.contains { keys($0).isEmpty })
    let named: Set = [
      "NSBluetoothAlwaysUsageDescription", "NSCalendarsUsageDescription", "NSCameraUsageDescription",
      "NSContactsUsageDescription", "NSHealthShareUsageDescription", "NSHealthUpdateUsageDescription",
      "NSHomeKitUsageDescription", "NSLocationAlwaysUsageDescription",
      "NSLocationAlwaysAndWhenInUseUsageDescription", "NSLocationUsageDescription",
      "NSLocationWhenInUseUsageDescription",
      "NSAppleMusicUsageDescription", "NSMicrophoneUsageDescription", "NSMotionUsageDescription",
      "NSPhotoLibraryUsageDescription", "NSRemindersUsageDescription", "NSSpeechRecognitionUsageDescription",
      "NSSiriUsageDescription", "NSVideoSubscriberAccountUsageDescription", "NSVoIPUsageDescription",
      // The source's name, and that of newer systems.
      "NSBluetoothPeripheralUsageDescription",
    ]
    #expect(targets.contains { keys($0).isSuperset(of: named) })
  }

  @Test("each variant of App Transport Security opens one thing")
  func oneThingEach() throws {
    let targets = try WorkingCopy.project().project.targets(.app)
    let settings = targets.compactMap { $0.info["NSAppTransportSecurity"]?.objectValue }
    #expect(settings.allSatisfy { $0.keys.filter { $0.hasPrefix("NSAllows") }.count <= 1 })
  }

  private func claims() throws -> [ClaimID] {
    let file = "Scenarios/claims.yaml"
    let bytes = try Data(contentsOf: WorkingCopy.root.appendingPathComponent(file))
    return try ClaimCatalogueReader().read(bytes, file: file).get().claims.map(\.id)
  }
}
