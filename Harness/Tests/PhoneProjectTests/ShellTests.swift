import Foundation
import PhoneProject
import ProbeProtocol
import Testing

@testable import ProbeKit

/// What the shells around ProbeKit do, read from their sources: nothing here can run them.
struct ShellTests {
  /// The sources of a target, in one text.
  private func sources(of target: ProjectTarget, _ files: ProjectFiles) throws -> String {
    try (files.files[target.name] ?? []).map { try String(contentsOfFile: $0, encoding: .utf8) }
      .joined(separator: "\n")
  }

  @Test("each app, and each extension that has a screen, shows its card and every change of it")
  func card() throws {
    let files = try WorkingCopy.project()
    let targets =
      files.project.targets(.app)
      + files.project.targets(.appExtension).filter { $0.extensionPoint != Self.provider }
    #expect(targets.count > files.project.targets(.app).count)
    for target in targets {
      let text = try sources(of: target, files)
      #expect(text.contains(".watch { [weak self] card in"), "\(target.name) does not watch its card")
      #expect(text.contains(".text = card.text"), "\(target.name) does not show its card")
      #expect(text.contains("host.card"), "\(target.name) shows nothing before its first order")
      #expect(text.contains("accessibilityIdentifier = \"card\""), "\(target.name)'s card has no identifier")
    }
  }

  @Test("the card of each target says who it is and what for, by its Info.plist") func identity() throws {
    let system = LiveSystem(home: "/", groups: [:], bundle: ("x", "1"), logSink: { _ in })
    for target in try WorkingCopy.project().project.targets(.app, .appExtension) {
      let info = JSONValue.object(target.info).foundation as? [String: Any]
      let manifest = ProbeManifest(info: try #require(info))
      let lines = ProbeCard(manifest: manifest, system: system).text.split(separator: "\n").map(
        String.init)
      #expect(lines.first == target.name)
      #expect(lines.contains(manifest.note) && !manifest.note.isEmpty)
      #expect(lines.contains("for \(target.claims.map(\.rawValue).joined(separator: ", "))"))
      for (name, group) in target.groups { #expect(lines.contains("App Group \(name): \(group)")) }
      #expect(lines.last == "Nothing to do by hand.")
    }
  }

  private static let provider = "com.apple.fileprovider-nonui"

  /// What the system asks of a file provider, by the methods that the two kinds have (NSFileProviderExtension.h,
  /// NSFileProviderReplicatedExtension.h): each gives the actor its turn.
  private static let requests: [String: [String]] = [
    "FileProviderProbe": [
      "init()", "func startProvidingItem", "func itemChanged", "func stopProvidingItem",
      "func enumerateItems",
    ],
    "FileProviderReplica": [
      "init(domain", "func fetchContents", "func modifyItem", "func enumerateItems",
    ],
  ]

  @Test(
    "every request that reaches a file provider looks into its mailbox", arguments: requests.keys.sorted())
  func wakes(_ name: String) throws {
    let files = try WorkingCopy.project()
    let target = try #require(files.project.targets[name])
    #expect(target.extensionPoint == Self.provider)
    let text = try sources(of: target, files)
    for request in Self.requests[name] ?? [] {
      let start = try #require(text.range(of: request), "\(name) has no \(request)")
      // The method's own text ends where the next one begins.
      let rest = text[start.upperBound...]
      let ends = ["\n  func ", "\n  override func ", "\n  required init"]
        .compactMap { rest.range(of: $0)?.lowerBound }
      let body = rest[..<(ends.min() ?? rest.endIndex)]
      #expect(body.contains("ProviderProbe.shared.wake()"), "\(name): \(request) does not wake the actor")
    }
    #expect(text.contains("isExtension: true") && text.contains("host.readMailbox()"))
  }

  @Test("each identity has a name of its own in the log, and says that its long messages are kept")
  func logging() throws {
    let targets = try WorkingCopy.project().project.targets(.app, .appExtension, .uiTest)
    #expect(Set(targets.map(\.executable)).count == targets.count)
    #expect(Set(targets.map { ProbeLog.subsystem(of: ProbeName($0.name)) }).count == targets.count)
    for target in targets {
      let options = target.info["OSLogPreferences"]?[ProbeLog.subsystem(of: ProbeName(target.name))]?[
        "DEFAULT-OPTIONS"]
      #expect(options?["Enable-Oversize-Messages"] == true, "\(target.name)")
      #expect(options?["Level"] == ["Enable": "Default", "Persist": "Default"], "\(target.name)")
    }
  }

  @Test("one file logs, with public formats, and events go out at the default level") func publicFormats()
    throws
  {
    let files = try WorkingCopy.project()
    let logging = try files.all.filter {
      try String(contentsOfFile: $0, encoding: .utf8).contains("import os\n")
    }
    #expect(logging.map { URL(fileURLWithPath: $0).lastPathComponent } == ["UnifiedLog.swift"])
    let text = try String(contentsOfFile: try #require(logging.first), encoding: .utf8)
    #expect(text.contains("privacy: .public") && text.contains("ProbeLog.subsystem(of: name"))
    #expect(!text.contains("print(") && !text.contains("NSLog"))
  }

  @Test("identifiers come from the Info.plist: no source has one of its own") func identifiers() throws {
    for path in try WorkingCopy.project().all {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(!text.contains("dev.sandprobe"), "\(path)")
      #expect(text.firstMatch(of: /"group\.[^"]*\.[^"]*"/) == nil, "\(path)")
    }
  }

  @Test("the Conductor listens on the loopback interface alone") func loopback() throws {
    let files = try WorkingCopy.project()
    let target = try #require(files.project.targets(.uiTest).first)
    let text = try sources(of: target, files)
    #expect(text.components(separatedBy: "NWListener(").count == 2, "there is one listener")
    #expect(text.contains("requiredLocalEndpoint = .hostPort(") && text.contains("host: .ipv4(.loopback)"))
  }

  private static let plutil = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/plutil" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test("plutil takes every Info.plist and every entitlement", .enabled(if: plutil != nil)) func lint() throws
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for target in try WorkingCopy.project().project.targets.values {
      for (kind, content) in [("Info", target.info), ("entitlements", target.entitlements)]
      where !content.isEmpty {
        let list = JSONValue.object(content).foundation
        let bytes = try PropertyListSerialization.data(fromPropertyList: list, format: .xml, options: 0)
        let file = folder.appendingPathComponent("\(target.name)-\(kind).plist")
        try bytes.write(to: file)
        paths.append(file.path)
      }
    }
    #expect(paths.count > 30)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.plutil))
    process.arguments = ["-lint"] + paths
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(words)")
  }
}
