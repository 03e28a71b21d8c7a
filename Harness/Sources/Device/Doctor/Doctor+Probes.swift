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
    let remedy = "sandprobe install; with a free team: sandprobe run --swap-apps"
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
      return DoctorFinding(.probes, "build", .unknown, "there is no checkout here to compare with")
    }
    let silent = probes.filter { $0.build == nil }.compactMap(\.probe?.rawValue)
    let other = probes.filter { $0.build.map { $0 != checkout } ?? false }.compactMap(\.probe?.rawValue)
    let remedy = "build and install them again: make apps TEAM=…, sandprobe install"
    if !other.isEmpty {
      return DoctorFinding(
        .probes, "build", .problem, "not of this checkout: \(other.joined(separator: ", "))", remedy: remedy)
    }
    if !silent.isEmpty {
      return DoctorFinding(
        .probes, "build", .unknown,
        "these do not say what they were built from: \(silent.joined(separator: ", "))")
    }
    return DoctorFinding(.probes, "build", .ok, "of this checkout (\(checkout.prefix(12)))")
  }

  private func conductor(_ phone: PhoneFacts) -> DoctorFinding {
    switch phone.conductor {
    case .answers(let status):
      let got = status.environment.keys.sorted().joined(separator: ", ")
      let words = "answers as pid \(status.pid)" + (got.isEmpty ? "" : ", was started with \(got)")
      return DoctorFinding(.probes, "Conductor", .ok, words)
    case .strange:
      return DoctorFinding(
        .probes, "Conductor", .problem, "it was started with another token",
        remedy: "set \(ProbeProtocol.Conductor.tokenEnvironmentName) to that token, or start it anew")
    case .silent, nil:
      return DoctorFinding(
        .probes, "Conductor", .problem, "it does not answer on port \(ProbeProtocol.Conductor.port)",
        remedy: "start it: \(Self.start(isMac: isMac, udid: phone.udid, runner: runner(of: phone)))")
    }
  }

  private func runner(of phone: PhoneFacts) -> String {
    phone.probes?.first { $0.probe == .conductor }?.bundle ?? "PREFIX.Conductor.xctrunner"
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
