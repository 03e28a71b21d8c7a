public import Foundation
import ProbeProtocol
public import Verdict

/// Findings in the JUnit dialect that Jenkins and others read: a suite for each topic, a case for each claim.
///
/// JUnit has no third state, so inconclusive is an `error` of type `inconclusive`: a run that could not tell
/// must not look green. A harness error is an `error` of type `harness`, a claim that does not hold a
/// `failure` of type `claim-fails`. A recorded claim is a case that passes: there was nothing to judge. Trials that disagree with a claim's verdict are `flakyFailure` children.
public enum JUnitReport {
  /// The bytes of `junit.xml`.
  public static func render(_ findings: Findings) -> Data {
    var xml = XMLText()
    xml.start("testsuites", [("name", "SandProbe")] + counts(findings.findings))
    for topic in findings.findings.map(\.topic).distinct {
      suite(topic, findings, &xml)
    }
    xml.end()
    return Data(xml.text.utf8)
  }

  private static func suite(_ topic: String, _ findings: Findings, _ xml: inout XMLText) {
    let members = findings.findings.filter { $0.topic == topic }
    xml.start(
      "testsuite",
      [("name", topic)] + counts(members) + [
        ("time", seconds(members.map { time($0, findings) }.reduce(0, +))),
        ("timestamp", findings.run.started),
      ])
    xml.start("properties", [])
    for (name, value) in properties(findings) { xml.leaf("property", [("name", name), ("value", value)]) }
    xml.end()
    for finding in members { testCase(finding, findings, &xml) }
    xml.end()
  }

  private static func counts(_ findings: [Finding]) -> [(String, String)] {
    [
      ("tests", "\(findings.count)"),
      ("failures", "\(findings.count { $0.verdict == .fail })"),
      ("errors", "\(findings.count { $0.verdict == .error || $0.verdict == .inconclusive })"),
      ("skipped", "\(findings.count { $0.verdict == .skipped })"),
    ]
  }

  private static func properties(_ findings: Findings) -> [(String, String)] {
    let (run, device) = (findings.run, findings.run.device)
    return [
      ("run", run.id.rawValue), ("device.kind", device.kind.rawValue),
      ("device.productType", device.productType),
      ("device.productVersion", device.productVersion), ("device.buildVersion", device.buildVersion),
      ("channel.service", run.channel.service), ("channel.isSound", "\(findings.channel.isSound)"),
      ("rehearsal", run.rehearsal?.profile ?? "no"), ("scenarioSet", run.scenarioSet.rawValue),
      ("tool", findings.tool),
    ] + health(RunHealth(findings))
  }

  private static func health(_ health: RunHealth) -> [(String, String)] {
    [("health", health.word)] + health.notes.prefix(100).map { ("health.\($0.about.rawValue)", $0.sentence) }
  }

  private static func testCase(_ finding: Finding, _ findings: Findings, _ xml: inout XMLText) {
    let file = FindingFacts.readings(of: finding, in: findings).first?.file
    xml.start(
      "testcase",
      [
        ("name", "\(finding.claim) \(finding.text)"), ("classname", finding.topic),
        ("time", seconds(time(finding, findings))),
      ] + (file.map { [("file", $0)] } ?? []))
    let detail = detail(finding)
    switch finding.verdict {
    case .pass, .recorded: break
    case .fail: xml.leaf("failure", [("type", "claim-fails"), ("message", finding.sentence)], detail)
    case .inconclusive: xml.leaf("error", [("type", "inconclusive"), ("message", finding.sentence)], detail)
    case .skipped: xml.leaf("skipped", [("message", finding.sentence)])
    case .error: xml.leaf("error", [("type", "harness"), ("message", finding.sentence)], detail)
    }
    if finding.isUnstable {
      for trial in finding.trials where trial.verdict != finding.verdict {
        xml.leaf(
          "flakyFailure",
          [("type", trial.verdict.rawValue), ("message", "repetition \(trial.repetition): \(trial.reason)")])
      }
    }
    if [.pass, .recorded].contains(finding.verdict) { xml.leaf("system-out", [], detail) }
    xml.end()
  }

  private static func detail(_ finding: Finding) -> String {
    let checks = finding.trials.flatMap { trial in
      trial.checks.map {
        "\(trial.scenario) \($0.step): expected \($0.expected), observed \($0.observed). \($0.why)"
      }
    }
    let evidence = FindingFacts.citations(of: finding).prefix(HTMLLimits.evidence).map {
      "\($0.file):\($0.line): \($0.text)"
    }
    return (checks + evidence).joined(separator: "\n")
  }

  private static func time(_ finding: Finding, _ findings: Findings) -> Int {
    FindingFacts.readings(of: finding, in: findings).flatMap(\.steps).compactMap(\.duration).reduce(0, +)
  }

  /// Milliseconds as seconds with three decimals, without a locale.
  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: max(0, 3 - rest.count)))\(rest)"
  }
}
