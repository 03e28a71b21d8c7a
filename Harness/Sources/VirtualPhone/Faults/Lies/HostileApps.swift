import DeviceProtocol

/// Apps with hostile names log hostile text, now and then.
struct HostileApps: RecordStage {
  private static let share = 0.1

  private var random: SeededRandom

  /// How installation_proxy lists them.
  static let applications: [PropertyList] = HostileNames.all.map { name in
    [
      "CFBundleIdentifier": .string("com.example.\(name)"), "CFBundleName": .string(name),
      "CFBundleDisplayName": .string(name), "CFBundleExecutable": .string(name),
      "CFBundleVersion": .string(name), "ApplicationType": "User", "Path": .string(Liar.path),
      "Container": .string("/private/var/mobile/Containers/Data/Application/\(name)"),
    ]
  }

  init(random: SeededRandom) { self.random = random }

  mutating func take(_ record: PhoneLogRecord, into records: inout [PhoneLogRecord]) {
    records.append(record)
    guard random.happens(Self.share) else { return }
    let name = HostileNames.all.randomElement(using: &random) ?? HostileNames.path
    let text = HostileNames.all.randomElement(using: &random) ?? HostileNames.path
    records.append(Liar.says(text, after: record, named: name))
  }
}
