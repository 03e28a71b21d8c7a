import Device
import DeviceProtocol
import Foundation
import ProbeProtocol
import VirtualPhone

/// A made-up xcrun, and a virtual phone behind it: what simctl would print of a booted Simulator is made from the model,
/// its log one JSON object a line, and containers are laid out as folders when they are asked for.
final class StagedSimulator: Sendable {
  let folder: URL
  private let model: PhoneModel
  private let log: FileHandle
  private let observation: PhoneLogObservation
  private let work: Task<Void, Never>

  init(of model: PhoneModel) throws {
    self.model = model
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.install(in: folder)
    try Data(Self.list(model.udid).utf8).write(to: folder.appendingPathComponent("list"))
    try Self.makeApps(of: model, in: folder)
    let file = folder.appendingPathComponent("log")
    try Data().write(to: file)
    let log = try FileHandle(forWritingTo: file)
    self.log = log
    observation = model.observeLog { try? log.write(contentsOf: Self.line($0)) }
    work = Task { await Self.serve(model, in: folder) }
  }

  func remove() {
    work.cancel()
    observation.cancel()
    try? log.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The words of every call.
  var calls: [String] {
    let text = (try? String(contentsOf: folder.appendingPathComponent("calls"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  private static func install(in folder: URL) throws {
    let script = """
      #!/bin/sh
      cd '\(folder.path)'
      echo "$*" >> calls
      case "$2" in
      list) cat list ;;
      listapps) cat apps ;;
      spawn) exec tail -n +1 -f log ;;
      get_app_container)
        echo "$4" > want.$$.new && mv want.$$.new want.$$
        while [ ! -e done.$$ ]; do sleep 0.02; done
        cat done.$$; rm done.$$ ;;
      *) exit 64 ;;
      esac
      """
    let file = folder.appendingPathComponent("xcrun")
    try Data(script.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private static func list(_ udid: String) -> String {
    """
    {"runtimes": [{"identifier": "com.apple.CoreSimulator.SimRuntime.iOS-15-2", "version": "15.2",
      "buildversion": "19C51"}],
     "devicetypes": [{"identifier": "com.apple.CoreSimulator.SimDeviceType.iPhone-X",
      "modelIdentifier": "iPhone10,6"}],
     "devices": {"com.apple.CoreSimulator.SimRuntime.iOS-15-2": [{
      "udid": "\(udid)", "isAvailable": true, "state": "Booted", "name": "iPhone X",
      "deviceTypeIdentifier": "com.apple.CoreSimulator.SimDeviceType.iPhone-X"}]}}
    """
  }

  /// The list of apps, and a folder with an Info.plist for each.
  private static func makeApps(of model: PhoneModel, in folder: URL) throws {
    var entries = ""
    for app in model.installedApplications() {
      guard let bundle = app["CFBundleIdentifier"]?.stringValue else { continue }
      let place = folder.appendingPathComponent("\(bundle).app")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try app.xml().write(to: place.appendingPathComponent("Info.plist"))
      let groups = (app["SandProbeGroups"]?.dictionaryValue ?? [:]).values.compactMap(\.stringValue)
      let containers = groups.map { "\"\($0)\" = \"file:///\($0)\"; " }.joined()
      entries +=
        "\"\(bundle)\" = { ApplicationType = User; CFBundleIdentifier = \"\(bundle)\"; "
        + "GroupContainers = { \(containers)}; Path = \"\(place.path)\"; };\n"
    }
    try Data("{\n\(entries)}\n".utf8).write(to: folder.appendingPathComponent("apps"))
  }

  /// A record as `log stream --style ndjson` prints it (the corpus has one).
  private static func line(_ record: PhoneLogRecord) -> Data {
    let level =
      switch record.level {
      case .default: "Default"
      case .info: "Info"
      case .debug: "Debug"
      case .error: "Error"
      case .fault: "Fault"
      }
    let seconds = record.time.timeIntervalSince1970
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
    let micros = String(format: "%06d", Int((seconds - seconds.rounded(.down)) * 1_000_000))
    let members: JSONValue = [
      "timestamp": .string("\(formatter.string(from: record.time)).\(micros)+0000"),
      "messageType": .string(level), "processImagePath": .string(record.processPath),
      "senderImagePath": .string(record.image ?? record.processPath), "processID": .int(Int(record.pid)),
      "subsystem": .string(record.subsystem), "category": .string(record.category),
      "eventMessage": .string(record.message),
    ]
    return Data((members.compactText + "\n").utf8)
  }

  /// Lays containers out that are asked for.
  private static func serve(_ model: PhoneModel, in folder: URL) async {
    while !Task.isCancelled {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names where name.hasPrefix("want.") && !name.hasSuffix(".new") {
        let file = folder.appendingPathComponent(name)
        let bundle = ((try? String(contentsOf: file, encoding: .utf8)) ?? "")
          .trimmingCharacters(in: .whitespacesAndNewlines)
        let place = folder.appendingPathComponent("Data/\(bundle)")
        try? FileManager.default.removeItem(at: file)
        try? layOut(model.container(bundle: bundle, documentsOnly: false), "", at: place)
        let answer = folder.appendingPathComponent("done.\(name.dropFirst(5))")
        try? Data("\(place.path)\n".utf8).write(to: answer, options: .atomic)
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  private static func layOut(_ store: any VirtualFileStore, _ path: String, at place: URL) throws {
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for name in try store.list(path.isEmpty ? "/" : path) {
      let item = path.isEmpty ? name : "\(path)/\(name)"
      let attributes = try store.attributes(item)
      guard !attributes.isLink else { continue }
      if attributes.isDirectory {
        try layOut(store, item, at: place.appendingPathComponent(name))
      } else if let bytes = try? store.read(item) {
        try bytes.write(to: place.appendingPathComponent(name))
      }
    }
  }
}
