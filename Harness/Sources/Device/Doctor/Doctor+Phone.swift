import ProbeProtocol

extension Doctor {
  /// Bytes that a run with its apps needs at the very least.
  private static let enoughSpace = 1_000_000_000

  func phoneFindings(_ phone: PhoneFacts) -> [DoctorFinding] {
    let words = [
      phone.name, phone.productType, phone.systemVersion.map { "iOS \($0)" },
      phone.isVirtual ? "virtual" : nil,
    ].compactMap { $0 }.joined(separator: " ")
    guard !phone.isSimulator else {
      return [
        DoctorFinding(.phone, "Simulator", .ok, "\(words), \(phone.udid); it is booted"),
        DoctorFinding(
          .phone, "sandbox", .warning,
          "a Simulator checks neither entitlements nor the sandbox as a phone does: what is about a phone is skipped",
          remedy: "attach a phone for that"),
      ]
    }
    return [
      DoctorFinding(.phone, "answers", .ok, "\(words), \(phone.udid); it trusts this machine"),
      lock(phone), passcode(phone), developerMode(phone), autoLock(phone), language(phone), space(phone),
    ] + devicectl(phone)
  }

  private func lock(_ phone: PhoneFacts) -> DoctorFinding {
    guard case .answers(let status) = phone.conductor else {
      guard phone.isPasscodeRequired != true else {
        return DoctorFinding(
          .phone, "unlocked", .problem, "it asks for its passcode (devicectl): nothing can be launched",
          remedy: "unlock the phone and keep it unlocked")
      }
      let known = phone.isPasscodeRequired == false ? "; it asks for no passcode now (devicectl)" : ""
      return DoctorFinding(
        .phone, "unlocked", .unknown, "only the Conductor can tell, and it does not answer\(known)",
        remedy: "look at the phone: it has to be unlocked when a run begins")
    }
    guard status.isLocked else { return DoctorFinding(.phone, "unlocked", .ok, "the screen is unlocked") }
    return DoctorFinding(
      .phone, "unlocked", .problem, "the screen is locked: nothing can be launched",
      remedy: "unlock the phone and keep it unlocked")
  }

  /// With a passcode, iOS 15 and later ask for it when a UI test begins (appium-xcuitest-driver's troubleshooting).
  private func passcode(_ phone: PhoneFacts) -> DoctorFinding {
    switch phone.isPasscodeSet {
    case nil:
      DoctorFinding(
        .phone, "passcode", .unknown, "the phone does not say whether one is set",
        remedy: "look into Settings > Face ID & Passcode (Touch ID & Passcode)")
    case true?:
      DoctorFinding(
        .phone, "passcode", .warning,
        "set: the phone asks for it when the Conductor starts, and only a person can unlock it",
        remedy: "stay at the phone for scenarios that lock it, or turn the passcode off")
    case false?:
      DoctorFinding(
        .phone, "passcode", .warning, "not set: what needs one is skipped", remedy: "set one in Settings")
    }
  }

  /// Developer Mode came with iOS 16.
  private func developerMode(_ phone: PhoneFacts) -> DoctorFinding {
    if let major = phone.major, major < 16 {
      return DoctorFinding(.phone, "Developer Mode", .ok, "not needed before iOS 16")
    }
    return switch phone.isDeveloperModeOn {
    case nil:
      DoctorFinding(
        .phone, "Developer Mode", .unknown, "the phone does not say",
        remedy: "look into Settings > Privacy & Security > Developer Mode: it has to be on")
    case true?: DoctorFinding(.phone, "Developer Mode", .ok, "on")
    case false?:
      DoctorFinding(
        .phone, "Developer Mode", .problem, "off: no app of ours can be launched",
        remedy: "turn it on in Settings > Privacy & Security > Developer Mode; the phone restarts")
    }
  }

  /// No key of lockdownd that tells it is documented.
  private func autoLock(_ phone: PhoneFacts) -> DoctorFinding {
    if phone.isVirtual {
      return DoctorFinding(.phone, "Auto-Lock", .ok, "a virtual phone does not lock itself")
    }
    return DoctorFinding(
      .phone, "Auto-Lock", .unknown, "cannot be asked for; a phone that locks itself ends a scenario",
      remedy: "set Settings > Display & Brightness > Auto-Lock to Never")
  }

  /// From iOS 17 on Xcode's tools reach a phone through devicectl alone.
  private func devicectl(_ phone: PhoneFacts) -> [DoctorFinding] {
    guard isMac, !phone.isVirtual, programs.contains("xcrun"), let major = phone.major, major >= 17 else {
      return []
    }
    let remedy = "unplug the phone, plug it in, unlock it and tap Trust; see 'xcrun devicectl list devices'"
    guard let known = phone.devicectl else {
      return [
        DoctorFinding(
          .phone, "devicectl", .warning, "it does not know this phone: apps cannot be installed by it",
          remedy: remedy)
      ]
    }
    let state = [known.pairing, known.transport, known.tunnel.map { "tunnel \($0)" }].compactMap { $0 }
    let image = known.hasImage == false ? "; Xcode mounts the developer image when a test starts" : ""
    let words = "knows it (\(state.joined(separator: ", ")))\(image)"
    return [
      known.isReachable
        ? DoctorFinding(.phone, "devicectl", .ok, words)
        : DoctorFinding(.phone, "devicectl", .warning, "\(words), and cannot reach it", remedy: remedy)
    ]
  }

  private func language(_ phone: PhoneFacts) -> DoctorFinding {
    guard let language = phone.language else {
      return DoctorFinding(
        .phone, "language", .unknown, "the phone does not say",
        remedy: "look into Settings > General > Language & Region: the Conductor needs English")
    }
    guard language.hasPrefix("en") else {
      return DoctorFinding(
        .phone, "language", .warning,
        "\(language): the Conductor looks for English labels in the system's sheets and alerts",
        remedy: "set the phone to English, or run with --driver operator")
    }
    return DoctorFinding(.phone, "language", .ok, language)
  }

  private func space(_ phone: PhoneFacts) -> DoctorFinding {
    guard let bytes = phone.freeBytes else {
      return DoctorFinding(
        .phone, "space", .unknown, "the phone does not say",
        remedy: "look into Settings > General > iPhone Storage: 1 GB should be free")
    }
    let words = "\(bytes / 1_000_000_000).\(bytes / 100_000_000 % 10) GB free"
    guard bytes < Self.enoughSpace else { return DoctorFinding(.phone, "space", .ok, words) }
    return DoctorFinding(.phone, "space", .warning, words, remedy: "free some: a full disk fails what writes")
  }
}
