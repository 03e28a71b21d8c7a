import ProbeProtocol

extension Doctor {
  func probeFindings(_ phone: PhoneFacts) -> [DoctorFinding] {
    let probes = phone.probes ?? []
    return [installed(probes), builds(probes, isVirtual: phone.isVirtual), conductor(phone)]
  }

  private func installed(_ probes: [InstalledApplication]) -> DoctorFinding {
    let names = Set(probes.compactMap(\.probe))
    let missing = wanted.filter { !names.contains($0) }.map(\.rawValue)
    if missing.isEmpty { return DoctorFinding(.probes, "installed", .ok, "all \(wanted.count) probe apps") }
    let remedy =
      isForSimulator
      ? "make simulator-apps, sandprobe install --device simulator"
      : "sandprobe install; with a free team: sandprobe run --swap-apps"
    guard names.count > 0 else {
      return DoctorFinding(.probes, "installed", .problem, "no probe app is installed", remedy: remedy)
    }
    return DoctorFinding(
      .probes, "installed", .warning,
      "\(wanted.count - missing.count) of \(wanted.count); absent: \(missing.joined(separator: ", ")), and what needs them is skipped",
      remedy: remedy)
  }

  /// Whether what is installed was built from this checkout.
  private func builds(_ probes: [InstalledApplication], isVirtual: Bool) -> DoctorFinding {
    if isVirtual {
      return DoctorFinding(.probes, "build", .ok, "the virtual phone runs this program's own code")
    }
    guard let checkout else {
      return DoctorFinding(
        .probes, "build", .unknown, "there is no checkout here to compare with",
        remedy: "run this in the checkout that the apps were built from")
    }
    // The runner's Info.plist is Xcode's own.
    let silent = probes.filter { $0.build == nil && $0.probe != .conductor }.compactMap(\.probe?.rawValue)
    let other = probes.filter { $0.build.map { $0 != checkout } ?? false }.compactMap(\.probe?.rawValue)
    let remedy =
      isForSimulator
      ? "build and install them again: make simulator-apps, sandprobe install --device simulator"
      : "build and install them again: make apps TEAM=…, sandprobe install"
    if !other.isEmpty {
      return DoctorFinding(
        .probes, "build", .problem, "not of this checkout: \(other.joined(separator: ", "))", remedy: remedy)
    }
    if !silent.isEmpty {
      return DoctorFinding(
        .probes, "build", .unknown,
        "these do not say what they were built from: \(silent.joined(separator: ", "))", remedy: remedy)
    }
    return DoctorFinding(.probes, "build", .ok, "of this checkout (\(checkout.prefix(12)))")
  }

  private func conductor(_ phone: PhoneFacts) -> DoctorFinding {
    switch phone.conductor {
    case .answers(let status):
      let got = status.environment.keys.sorted().joined(separator: ", ")
      let words = "answers as pid \(status.pid)" + (got.isEmpty ? "" : ", was started with \(got)")
      return DoctorFinding(.probes, "Conductor", .ok, words)
    case .strange: return strange(phone)
    case .silent, nil: return silent(phone)
    }
  }

  /// It serves another token, that of a run perhaps: a run puts its own in its place where something here can.
  private func strange(_ phone: PhoneFacts) -> DoctorFinding {
    let found = "it was started with another token"
    let token = "set \(ProbeProtocol.Conductor.tokenEnvironmentName) to that token"
    guard let way = means(phone)?.ways.first else {
      return DoctorFinding(
        .probes, "Conductor", .problem, found,
        remedy: "\(token), or end the runner's app on the phone and start it anew")
    }
    return DoctorFinding(
      .probes, "Conductor", .ok, "\(found); 'sandprobe run' starts its own with \(way.program)",
      remedy: "to keep it: \(token)")
  }

  private func means(_ phone: PhoneFacts) -> RunnerMeans? {
    runner.map {
      RunnerMeans(
        $0, programs: programs, runner: phone.probes?.first { $0.probe == .conductor }?.bundle,
        systemVersion: phone.systemVersion, isSimulator: phone.isSimulator)
    }
  }

  /// It does not answer: a run starts it where something here can.
  private func silent(_ phone: PhoneFacts) -> DoctorFinding {
    let port = ProbeProtocol.Conductor.port
    if let means = means(phone) {
      if let way = means.ways.first {
        return DoctorFinding(
          .probes, "Conductor", .ok,
          "it does not answer on port \(port); 'sandprobe run' starts it with \(way.program)")
      }
      guard !phone.isSimulator else {
        return DoctorFinding(
          .probes, "Conductor", .problem, "it does not answer on port \(port), and nothing here can start it",
          remedy: means.remedies.joined(separator: "; "))
      }
      let command = Self.start(
        isMac: isMac, udid: phone.udid, runner: means.runner ?? "PREFIX.Conductor.xctrunner")
      return DoctorFinding(
        .probes, "Conductor", .problem, "it does not answer on port \(port), and nothing here can start it",
        remedy: (means.remedies + ["or start it from another machine: \(command)"]).joined(separator: "; "))
    }
    return DoctorFinding(
      .probes, "Conductor", .problem, "it does not answer on port \(port)",
      remedy: "end the virtual phone and start it again")
  }

  /// The command that starts the Conductor on this kind of machine.
  static func start(isMac: Bool, udid: String, runner: String) -> String {
    isMac
      ? RunnerRoute.xcodebuild(
        xctestrun: ".build/phone/Build/Products/FILE.xctestrun", udid: udid, results: "RUN.xcresult",
        environment: [:]
      ).line
      : RunnerRoute.pymobiledevice(runner: runner, udid: udid, environment: [:], tunnels: false).line
  }
}
