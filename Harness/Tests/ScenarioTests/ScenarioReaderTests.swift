import Foundation
import ProbeProtocol
import Scenario
import Testing

@Suite("Reading scenarios") struct ScenarioReaderTests {
  private static let full = """
    id: a/b
    title: Everything at once
    claims: [FS-03, FS-01]
    requires:
      ios: ">=15.0 <17"
      entitlements: {app: [group]}
      lacks: {other: [group]}
      packages: true
      passcode: unset
    actors: {app: IsolatedA, other: Outsider}
    steps:
      - id: who
        actor: app
        action: identity.read
        save: {home: result.home}
        expect:
          data:
            uid: 501
            user: {not: {equals: no}}
            home: {matches: "/var/.+"}
            temporary: {shape: app-container}
            bundle: {contains: probe}
            pid: {above: 1}
      - id: race
        actor: app
        action: file.mode
        with: {path: "${home}/x", mode: 0600}
        together: pair
        timeout: 500ms
        control: true
        expect: {outcome: ok}
      - id: beside
        actor: other
        action: file.mode
        with: {path: "${home}/x", mode: "0600"}
        together: pair
        expect:
          - claim: FS-01
            outcome: {errno: [EPERM, EACCES]}
            syslog:
              - sandbox: {operation: file-write-mode, path: "${home}/x", code: 1, actor: app}
              - not: {sandbox: {operation: file-read-data}}
              - transitd: {process: transitd, message: Copy}
          - claims: [FS-03]
            outcome: {error: {domain: D, code: -3, message: no}}
            host: {disconnected: 0, reconnected: {at-least: 1}}
            after: who
            within: 2s
      - id: reinstall
        actor: host
        action: app.reinstall
        with: {probe: IsolatedA}

    """

  @Test("every part of the grammar reaches the model") func everything() throws {
    let scenario = try Sample.read(Self.full).get()
    #expect(scenario.claims == ["FS-03", "FS-01"])
    #expect(scenario.requirements.minimumVersion == OSVersion("15.0"))
    #expect(scenario.requirements.belowVersion == OSVersion("17"))
    #expect(scenario.requirements.entitlements == ["app": ["group"]])
    #expect(scenario.requirements.absentEntitlements == ["other": ["group"]])
    #expect(scenario.requirements.needsPackages)
    #expect(scenario.requirements.passcode == false)
    #expect(scenario.probe(of: "other") == "Outsider")
    #expect(scenario.digest == ContentDigest(of: Data(Self.full.utf8)))

    let who = try #require(scenario.step("who"))
    #expect(who.saves == ["home": "home"])
    #expect(who.line == 12)
    #expect(
      who.expectations[0].data == [
        DataExpectation(path: "uid", matcher: .equals(501)),
        DataExpectation(path: "user", matcher: .not(.equals("no"))),
        DataExpectation(path: "home", matcher: .matches("/var/.+")),
        DataExpectation(path: "temporary", matcher: .shape(.appContainer)),
        DataExpectation(path: "bundle", matcher: .contains(["probe"])),
        DataExpectation(path: "pid", matcher: .above(1)),
      ])
    #expect(who.expectations[0].claims == ["FS-03", "FS-01"])
  }

  @Test("steps that run side by side keep what is theirs") func together() throws {
    let scenario = try Sample.read(Self.full).get()
    let race = try #require(scenario.step("race"))
    #expect(race.together == "pair" && race.timeLimit == 500 && race.isControl)
    #expect(race.expectations[0].claims == [])
    let beside = try #require(scenario.step("beside"))
    #expect(beside.expectations.map(\.claims) == [["FS-01"], ["FS-03"]])
    #expect(beside.expectations[0].outcome == .errno(["EPERM", "EACCES"]))
    #expect(
      beside.expectations[0].records == [
        RecordExpectation(
          presence: .required,
          pattern: RecordPattern(
            family: "sandbox", actor: "app", operation: "file-write-mode", path: "${home}/x", code: 1)),
        RecordExpectation(
          presence: .forbidden,
          pattern: RecordPattern(family: "sandbox", actor: "other", operation: "file-read-data")),
        RecordExpectation(
          presence: .required,
          pattern: RecordPattern(family: "transitd", actor: "other", process: "transitd", message: "Copy")),
      ])
    let second = beside.expectations[1]
    #expect(second.outcome == .error(domain: "D", code: -3, message: "no"))
    #expect(
      second.host == [
        HostExpectation(kind: "disconnected", atLeast: 0, atMost: 0),
        HostExpectation(kind: "reconnected", atLeast: 1, atMost: nil),
      ])
    #expect(second.after == "who" && second.within == 2_000)
  }

  @Test("a mode is text with and without quotes") func modes() throws {
    let scenario = try Sample.read(Self.full).get()
    #expect(scenario.step("race")?.arguments["mode"] == "0600")
    #expect(scenario.step("beside")?.arguments["mode"] == "0600")
  }

  @Test(
    "plain values are typed by JSON's words and whole numbers alone",
    arguments: [
      ("no", "no"), ("yes", "yes"), ("12:30", "12:30"), ("0600", "0600"), ("2022-03-01", "2022-03-01"),
      ("1e3", "1e3"),
      ("\"501\"", "501"), ("'true'", "true"), ("501", 501), ("-1", -1), ("true", true), ("null", nil),
      ("~", nil),
      ("15.2", "15.2"), ("99999999999999999999", "99999999999999999999"), ("[1, no]", [1, "no"]),
    ] as [(String, JSONValue)])
  func typing(_ yaml: String, _ value: JSONValue) throws {
    let text = Sample.valid.replacing("{outcome: ok}", with: "{data: {count: \(yaml)}}")
    let scenario = try Sample.read(text).get()
    #expect(
      scenario.steps[0].expectations[0].data == [DataExpectation(path: "count", matcher: .equals(value))])
  }

  @Test("`outcome: nil` is the outcome nil, and a refusal without a control may say why")
  func nilOutcome() throws {
    let text = Sample.valid.replacing("{outcome: ok}", with: "{outcome: nil}\n    uncontrolled: nobody may")
    let scenario = try Sample.read(text).get()
    #expect(scenario.steps[0].expectations[0].outcome == OutcomeExpectation.none)
    #expect(scenario.steps[0].uncontrolled == "nobody may")
  }

  @Test("Windows line ends and a byte order mark change nothing but the digest") func lineEnds() throws {
    let plain = try Sample.read(Sample.valid).get()
    var other = try Sample.read("\u{FEFF}" + Sample.valid.replacing("\n", with: "\r\n")).get()
    #expect(other.digest != plain.digest)
    other.digest = plain.digest
    #expect(other == plain)
  }
}

@Suite("Reading claims") struct ClaimCatalogueReaderTests {
  private func read(_ text: String) -> Result<ClaimCatalogue, ScenarioFileError> {
    ClaimCatalogueReader().read(Data(text.utf8), file: "claims.yaml")
  }

  @Test("claims take over their source") func claims() throws {
    let text = """
      sources:
        FS: {title: A paper, device: iPhone X, ios: "15.10"}
      claims:
        - {id: FS-01, topic: isolation, verify: [probe, syslog], on: simulator, claim: "It: is so."}
        - {id: FS-Q1, topic: explore, verify: [ui], kind: exploratory, claim: How?}

      """
    let catalogue = try read(text).get()
    let source = ClaimSource(id: "FS", title: "A paper", device: "iPhone X", version: "15.10")
    #expect(
      catalogue.claims == [
        Claim(
          id: "FS-01", topic: "isolation", text: "It: is so.", source: source,
          verification: ["probe", "syslog"],
          device: "simulator"),
        Claim(
          id: "FS-Q1", topic: "explore", text: "How?", source: source, verification: ["ui"],
          isExploratory: true),
      ])
  }

  @Test("mistakes in claims are reported like those in scenarios") func mistakes() {
    let sample = MarkedSample(
      """
      sources:
        FS: {title: A paper, ios: "15.2"}
      claims:
        - {id: 1️⃣DP-01, topic: isolation, verify: [probe], claim: x}
        - {id: FS-01, topic: isolation, verify: [2️⃣probes], claim: x}
        - {id: 3️⃣FS-01, topic: isolation, verify: [probe], 4️⃣clam: x, claim: x}
        - {id: FS-02, topic: isolation, verify: [probe], on: 5️⃣moon, claim: x}

      """)
    guard case .failure(let error) = read(sample.text) else {
      Issue.record("the file was read")
      return
    }
    #expect(error.diagnostics.map { "\($0.line):\($0.column)" } == (1...5).compactMap { sample.places[$0] })
    #expect(
      error.diagnostics.map(\.category) == [
        .unknownWord, .unknownWord, .duplicateID, .unknownKey, .unknownWord,
      ])
  }
}
