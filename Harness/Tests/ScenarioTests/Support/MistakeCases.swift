import Scenario

extension MistakeCase {
  static let all: [MistakeCase] =
    files + forms + heads + steps + turns + arguments + expectations + controls + variables

  private static let deep =
    "id: " + String(repeating: "[", count: 32) + "1️⃣[" + String(repeating: "]", count: 33)

  static let files: [MistakeCase] = [
    .file([.emptyFile], "# nothing but a comment\n"),
    .file([.notYAML], "id: a/b\ntitle: [x\nsteps1️⃣: y\n"),
    .file([.notYAML], help: "tab", "id: a/b\n1️⃣\ttitle: T\n"),
    .file([.notYAML], help: "quotes", "id: a/b\ntitle: It is1️⃣: so\n"),
    .file([.notYAML], help: "line 2, column 8", "id: a/b\ntitle: 1️⃣'so\n"),
    .file([.severalDocuments], help: "one file", Sample.valid + "1️⃣---\nid: c/d\n"),
    .file([.yamlFeature], help: "write the text out", "id: a/b\ntitle: 1️⃣&name T\n"),
    .file([.yamlFeature], "id: a/b\ntitle: 1️⃣*name\n"),
    .file([.yamlFeature], help: "quote", "id: a/b\n1️⃣[x]: T\n"),
    .file([.tooDeep], deep),
  ]

  static let forms: [MistakeCase] = [
    .edit([.duplicateKey], help: "line 2", "claims:", "1️⃣title: Again\nclaims:"),
    .edit([.duplicateKey], help: "line 10", "{outcome: ok}", "{outcome: ok, 1️⃣outcome: ok}"),
    .edit([.duplicateKey], "claims:", "1️⃣\"title\": Again\nclaims:"),
    .edit([.duplicateKey, .duplicateKey, .duplicateKey], "claims:", "1️⃣id: x\n2️⃣title: y\n3️⃣id: z\nclaims:"),
    .edit([.unknownKey], help: "did you mean 'title'?", "claims:", "1️⃣titel: X\nclaims:"),
    .file(
      [.missingKey], help: "add 'title:'",
      "1️⃣" + Sample.valid.replacing("title: An app opens its home\n", with: "")),
    .edit([.wrongType], help: "[one, two]", "[FS-03]", "1️⃣FS-03"),
    .steps([.wrongType], help: "its keys are", "1️⃣just words"),
    .edit([.badIdentifier], help: "app-group/outsider", "a/b", "1️⃣A B"),
    .edit([.wrongType], "An app opens its home", "1️⃣[x]"),
  ]

  static let heads: [MistakeCase] = [
    .edit([.unknownClaim], help: "'FS-03'", "[FS-03]", "[FS-03, 1️⃣FS-30]"),
    .edit([.duplicateID], "[FS-03]", "[FS-03, 1️⃣FS-03]"),
    .edit([.unknownProbe], help: "'IsolatedA'", "IsolatedA", "1️⃣IsolateA"),
    .edit([.unusedActor], help: "give it a step", "IsolatedA", "IsolatedA, 1️⃣idle: Outsider"),
    .edit([.badIdentifier], help: "taken", "{app: Iso", "{app: IsolatedB, 1️⃣conductor: Iso"),
    .edit([.deviceMismatch], help: "device: simulator", "[FS-03]", "[1️⃣FS-05]"),
    .edit([.deviceMismatch], help: "take 'device' out", "actors:", "requires: {1️⃣device: simulator}\nactors:"),
    .edit([.unknownWord], help: "'simulator'", "actors:", "requires: {device: 1️⃣simulater}\nactors:"),
    .edit(
      [.unknownActor], help: "did you mean 'app'?", "actors:", "1️⃣requires: {lacks: {appp: [x]}}\nactors:"),
    .edit([.wrongType], help: ">=15.0", "actors:", "requires: {ios: 1️⃣newest}\nactors:"),
    .edit([.wrongType], "actors:", "requires: {ios: 1️⃣\">=17 <15\"}\nactors:"),
    .edit([.unknownWord], help: "'explore'", "actors:", "kind: 1️⃣explor\nactors:"),
    .edit([.wrongKind], help: "add 'kind: explore'", "[FS-03]", "[FS-03, 1️⃣FS-Q1]"),
    .file(
      [.wrongKind], help: "the claim",
      Sample.exploring.replacing("kind: ", with: "kind: 1️⃣").replacing("[FS-Q1]", with: "[FS-03]")),
    .file(
      [.wrongKind], help: "control: true",
      Sample.exploring.replacing("{path: ~/}\n", with: "{path: ~/}\n    expect: 1️⃣{outcome: ok}\n")),
  ]

  static let steps: [MistakeCase] = [
    .steps([.unknownActor], help: "are app, other", "{id: o, actor: 1️⃣apq, action: identity.read}"),
    .steps([.unknownAction], help: "'dir.open'", "{id: o, actor: app, action: 1️⃣dir.opne}"),
    .steps([.wrongActor], help: "app.reinstall", "{id: o, actor: 1️⃣host, action: identity.read}"),
    .steps(
      [.wrongActor, .packagesNeeded], help: "actor: host",
      "{id: o, actor: 1️⃣app, action: 2️⃣app.reinstall, with: {probe: IsolatedA}}"),
    .steps([.duplicateID], "{id: 1️⃣first, actor: app, action: identity.read}"),
    .steps([.wrongType], help: "500ms", "{id: o, actor: app, action: identity.read, timeout: 1️⃣15}"),
    .steps(
      [.unknownResult], help: "'home'", "{id: o, actor: app, action: identity.read, save: {h: 1️⃣result.hoem}}"),
    .steps([.unknownResult], help: "home", "{id: o, actor: app, action: identity.read, save: {h: 1️⃣home}}"),
    .steps(
      [.brokenTogether], help: "move them together",
      "{id: o, actor: app, action: identity.read, together: x}",
      "{id: p, actor: other, action: identity.read}",
      "{id: q, actor: other, action: identity.read, together: 1️⃣x}"),
    .steps(
      [.brokenTogether], help: "different actors", "{id: o, actor: app, action: identity.read, together: x}",
      "{id: p, actor: app, action: identity.read, together: 1️⃣x}"),
    .steps(
      [.brokenTogether], help: "take the label out",
      "{id: o, actor: app, action: identity.read, together: x}",
      "{id: p, actor: host, action: phone.state, together: 1️⃣x}"),
    .steps(
      [.brokenMoment], help: "another scenario",
      "{id: o, actor: app, action: identity.read, when: locked}",
      "{id: p, actor: app, action: identity.read}",
      "{id: q, actor: app, action: identity.read, when: 1️⃣locked}"),
    .steps(
      [.brokenMoment], help: "take the label out",
      "{id: o, actor: app, action: identity.read, when: locked, together: 1️⃣x}"),
    .steps(
      [.brokenMoment], help: "locks and unlocks", "{id: o, actor: host, action: phone.lock, when: 1️⃣locked}"),
    .steps([.unknownWord], help: "'locked'", "{id: o, actor: app, action: identity.read, when: 1️⃣lokced}"),
    .steps(
      [.unknownVariable],
      "{id: o, actor: app, action: identity.read, when: locked, save: {h: result.home}}",
      "{id: p, actor: app, action: dir.open, when: locked, with: {path: \"1️⃣${h}\"}}"),
  ]

  static let turns: [MistakeCase] = [
    .turn(
      [.brokenTurn], help: "name: ShareProbe", "{id: o, actor: 1️⃣share, action: item.load}",
      "{id: c, actor: host, action: sheet.choose, with: {probe: Outsider, kind: extension, name: ShareProbe}}"
    ),
    .turn(
      [.brokenTurn], help: "before the one that shows the sheet",
      "{id: s, actor: other, action: share.present, with: {path: ~/x, sheet: activity}}",
      "{id: n, actor: other, action: identity.read, save: {home: result.home}}",
      "{id: c, actor: host, action: sheet.choose, with: {probe: Outsider, kind: extension, name: ShareProbe}}",
      "{id: o, actor: share, action: file.read, with: {path: \"1️⃣${home}/x\"}}"),
    .turn(
      [.brokenTurn], help: "once more",
      "{id: c, actor: host, action: sheet.choose, with: {probe: Outsider, kind: extension, name: ShareProbe}}",
      "{id: o, actor: share, action: item.load}", "{id: p, actor: 1️⃣again, action: item.load}"),
    .turn(
      [.brokenTurn], help: "take the label out",
      "{id: c, actor: host, action: sheet.choose, with: {probe: Outsider, kind: extension, name: ShareProbe}}",
      "{id: o, actor: share, action: item.load, together: 1️⃣x}"),
    .turn(
      [.brokenMoment], help: "take 'when' out",
      "{id: c, actor: host, action: sheet.choose, with: {probe: Outsider, kind: extension, name: ShareProbe}}",
      "{id: o, actor: share, action: item.load, when: 1️⃣locked}"),
  ]

  static let arguments: [MistakeCase] = [
    .steps(
      [.unknownArgument], help: "'path'", "{id: o, actor: app, action: dir.open, with: {path: ~/, 1️⃣pth: ~/}}"),
    .steps([.missingArgument], help: "the file or directory", "{id: o, actor: app, action: 1️⃣dir.open}"),
    .steps(
      [.wrongType], help: "begin with /", "{id: o, actor: app, action: dir.open, with: {path: 1️⃣Documents}}"),
    .steps([.wrongType], "{id: o, actor: app, action: process.setuid, with: {uid: 1️⃣\"0\"}}"),
    .steps([.wrongType], "{id: o, actor: app, action: file.stat, with: {path: /x, follow: 1️⃣yes}}"),
  ]

  static let expectations: [MistakeCase] = [
    .expect([.missingKey], help: "add one of", "1️⃣{claim: FS-03}"),
    .expect([.unknownClaim], help: "only FS-03", "{claim: 1️⃣FS-01, outcome: ok}"),
    .edit([.unservedClaim], "[FS-03]", "[1️⃣FS-01, FS-03]").serving("FS-03"),
    .expect([.unknownResult], help: "'user'", "{data: {1️⃣usr: mobile}}"),
    .expect([.unknownWord], help: "{errno: EPERM}", "{outcome: 1️⃣EPERM}"),
    .expect([.unknownWord], help: "'sandbox'", "{syslog: [1️⃣sandbx: {}]}"),
    .expect([.unknownKey], help: "'disconnected'", "{host: {1️⃣disconected: 0}}"),
    .expect([.unknownKey], help: "process, path, message", "{syslog: [{transitd: {1️⃣operation: x}}]}"),
    .expect([.unknownActor], help: "'other'", "{syslog: [{sandbox: {actor: 1️⃣othr}}]}"),
    .expect([.forbiddenFamily], "{syslog: [{not: {1️⃣sharing: {}}}]}"),
    .expect([.badPattern], help: "quotes", "{data: {user: {matches: 1️⃣'('}}}"),
    .expect([.unknownStep], help: "'first'", "{after: 1️⃣frist}"),
    .expect([.wrongType], help: "take one of", "{data: {uid: 1️⃣{above: 1, below: 3}}}"),
  ]

  static let controls: [MistakeCase] = [
    .expect([.missingControl], help: "control: true", "{outcome: 1️⃣refused}"),
    .expect([.missingControl], help: "uncontrolled", "{outcome: 1️⃣nil}"),
    .steps(
      [.unknownWord], help: "'EPERM'",
      "{id: o, actor: app, action: process.fork, uncontrolled: x, expect: {outcome: {errno: 1️⃣EPRM}}}"),
    .steps(
      [.controlClaims], help: "inconclusive",
      "{id: o, actor: app, action: identity.read, control: true, expect: {claim: 1️⃣FS-03, outcome: ok}}"),
    .steps([.missingKey], help: "outcome: ok", "1️⃣{id: o, actor: app, action: identity.read, control: true}"),
  ]

  static let variables: [MistakeCase] = [
    .steps(
      [.unknownVariable], help: "'uid'",
      "{id: o, actor: app, action: process.setuid, with: {uid: \"1️⃣${uidd}\"}}"),
    .steps(
      [.unknownVariable], help: "'groups.shared'",
      "{id: o, actor: app, action: group.locate, with: {group: \"1️⃣${groups.share}\"}}"),
    .steps(
      [.unknownVariable], "{id: o, actor: app, action: dir.open, with: {path: \"/x/1️⃣${home}\"}}",
      "{id: p, actor: app, action: identity.read, save: {home: result.home}}"),
    .steps(
      [.unknownVariable],
      "{id: o, actor: app, action: identity.read, save: {home: result.home}, together: x}",
      "{id: p, actor: other, action: dir.open, with: {path: \"1️⃣${home}\"}, together: x}"),
    .steps([.duplicateVariable], "{id: o, actor: app, action: identity.read, save: {1️⃣uid: result.uid}}"),
    .steps(
      [.badTemplate], help: "$${", "{id: o, actor: app, action: dir.open, with: {path: \"/x/1️⃣${home\"}}"),
  ]

  /// The same with its first expectation for that claim alone.
  private func serving(_ claim: String) -> MistakeCase {
    var copy = self
    copy.text = text.replacing("{outcome: ok}", with: "{claim: \(claim), outcome: ok}")
    return copy
  }
}
