import ProbeKit
import ProbeProtocol

/// What must hold of the project, whatever the claims are. Each rule gives its violations in words.
public struct ProjectRules: Sendable {
  private let project: PhoneProject
  /// Swift files by target.
  private let files: [String: [String]]

  /// - Parameter files: The Swift files of each target, as paths of any kind.
  public init(_ project: PhoneProject, files: [String: [String]]) {
    self.project = project
    self.files = files
  }

  /// Every violation, in a fixed order.
  /// - Parameter all: Every Swift file of the phone side: each has to be in a target.
  public func violations(all: [String]) -> [String] {
    let bundles = project.targets(.app, .appExtension, .uiTest)
    return coverage(all) + names() + bundles.flatMap(bundle) + project.targets(.app).flatMap(app)
      + project.targets(.appExtension).flatMap(appExtension) + conductor()
  }

  private func coverage(_ all: [String]) -> [String] {
    let used = Set(files.values.joined())
    let lost = all.filter { !used.contains($0) }.sorted().map { "\($0) is in no target" }
    return lost
      + project.targets.keys.sorted().filter { files[$0]?.isEmpty ?? true }.map { "\($0) has no Swift file" }
      + project.targets.values.filter { $0.kind == nil }.map { "\($0.name) is of an unknown type" }
  }

  private func names() -> [String] {
    let executables = project.targets(.app, .appExtension, .uiTest).map(\.executable)
    let doubled = Set(executables.filter { name in executables.filter { $0 == name }.count > 1 })
    return doubled.sorted().map { "two targets have the executable \($0)" }
  }

  private func bundle(_ target: ProjectTarget) -> [String] {
    var found: [String] = []
    func demand(_ holds: Bool, _ what: String) { if !holds { found.append("\(target.name): \(what)") } }
    demand(target.info["SandProbeName"]?.stringValue == target.name, "SandProbeName is not the target's name")
    demand(target.executable == target.name, "the executable is not named after the target")
    let options = target.info["OSLogPreferences"]?[ProbeLog.subsystem(of: ProbeName(target.name))]?[
      "DEFAULT-OPTIONS"]
    demand(
      options?["Enable-Oversize-Messages"]?.boolValue == true, "OSLogPreferences do not allow long messages")
    demand(
      options?["Enable-Private-Data"] == nil, "OSLogPreferences show private data, which falsifies REST-14")
    demand(
      target.bundle.hasPrefix("$(SANDPROBE_PREFIX)."), "the bundle identifier does not begin with the prefix")
    demand(
      target.groups.values.sorted() == target.entitledGroups.sorted(),
      "SandProbeGroups and the entitlement name other App Groups")
    demand(
      target.entitledGroups.allSatisfy { $0.hasPrefix("group.$(SANDPROBE_PREFIX).") },
      "an App Group does not begin with the prefix")
    if target.kind != .uiTest {
      demand(!target.claims.isEmpty, "no claim needs it (SandProbeClaims)")
      demand(
        !(target.info["SandProbeNote"]?.stringValue ?? "").isEmpty, "SandProbeNote does not say what it is")
    }
    return found
  }

  private func app(_ target: ProjectTarget) -> [String] {
    let types = target.info["CFBundleURLTypes"]?.arrayValue ?? []
    let schemes = types.flatMap { $0["CFBundleURLSchemes"]?.arrayValue ?? [] }.compactMap(\.stringValue)
    let wanted = OrderInbox.scheme(bundle: target.bundle)
    return schemes == [wanted] ? [] : ["\(target.name): its URL scheme is not \(wanted)"]
  }

  private func appExtension(_ target: ProjectTarget) -> [String] {
    let hosts = project.targets(.app).filter { $0.dependencies.contains(target.name) }
    guard let host = hosts.first, hosts.count == 1 else {
      return ["\(target.name) is not in exactly one app"]
    }
    var found: [String] = []
    func demand(_ holds: Bool, _ what: String) { if !holds { found.append("\(target.name): \(what)") } }
    demand(
      target.bundle == "\(host.bundle).\(target.name)", "its bundle identifier is not below \(host.name)'s")
    let mailbox = target.groups[ProbeManifest.mailboxGroup]
    demand(
      mailbox != nil && mailbox == host.groups[ProbeManifest.mailboxGroup],
      "it shares no App Group '\(ProbeManifest.mailboxGroup)' with \(host.name)")
    demand(target.extensionPoint != nil, "it names no extension point")
    let group = target.info["NSExtension"]?["NSExtensionFileProviderDocumentGroup"]?.stringValue
    demand(group == nil || group == mailbox, "its documents lie in another App Group than its mailbox")
    return found
  }

  private func conductor() -> [String] {
    let tests = project.targets(.uiTest)
    guard let test = tests.first, tests.count == 1, test.name == ProbeName.conductor.rawValue else {
      return ["there is not exactly one UI test called \(ProbeName.conductor)"]
    }
    return project.targets(.app).map(\.name).filter { !test.dependencies.contains($0) }
      .map { "\(test.name) does not depend on \($0), so the xctestrun leaves it out" }
  }
}
