import Foundation
import PhoneProject
import ProbeProtocol
import Testing

@testable import VirtualPhone

/// The virtual phone's apps and those that Xcode builds.
struct ModelProjectTests {
  @Test("the virtual phone has the project's apps, with their identifiers, App Groups and file sharing")
  func sameApps() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let apps = try ProjectFiles(root: root).project.targets(.app)
    let manifests = AppManifest.probes.filter { $0.probe != .conductor }
    #expect(manifests.compactMap(\.probe?.rawValue).sorted() == apps.map(\.name))
    for app in apps {
      let manifest = try #require(manifests.first { $0.probe?.rawValue == app.name })
      func filledIn(_ text: String) -> String {
        text.replacingOccurrences(of: "$(SANDPROBE_PREFIX)", with: "dev.sandprobe")
      }
      #expect(manifest.bundle == filledIn(app.bundle))
      #expect(manifest.executable == app.executable)
      #expect(manifest.groups == app.groups.mapValues(filledIn))
      #expect(manifest.sharesFiles == (app.info["UIFileSharingEnabled"]?.boolValue ?? false))
      #expect(
        manifest.supportsDocumentBrowser == (app.info["UISupportsDocumentBrowser"]?.boolValue ?? false))
      #expect(
        manifest.opensInPlace == (app.info["LSSupportsOpeningDocumentsInPlace"]?.boolValue ?? false))
    }
  }
}
