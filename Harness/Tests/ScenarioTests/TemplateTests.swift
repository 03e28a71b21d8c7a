import ProbeProtocol
import Scenario
import Testing

@Suite("Templates") struct TemplateTests {
  private let values: [String: JSONValue] = [
    "home": "/var/x", "uid": 501, "groups.shared": "group.a+b", "list": [1],
  ]

  @Test("variables are replaced wherever they stand, in one pass") func replacing() throws {
    #expect(try Template("${home}/a ${uid}").resolved(with: values) == "/var/x/a 501")
    #expect(try Template("${a}").resolved(with: ["a": "${home}"]) == "${home}")
    #expect(try Template("no variables $ at $all {}").resolved(with: [:]) == "no variables $ at $all {}")
  }

  @Test("$${ stands for ${ itself") func escaping() throws {
    #expect(try Template("$${home} is ${home}").resolved(with: values) == "${home} is /var/x")
    #expect(Template("$${home}").variables == [])
  }

  @Test("a missing variable is named") func missing() {
    #expect(throws: MissingVariable(name: "hoem")) { try Template("${home}${hoem}").resolved(with: values) }
    #expect(throws: MissingVariable(name: "x")) {
      try JSONValue.array([["k": "${x}"]]).resolved(with: values)
    }
  }

  @Test("an unfinished variable is text and marks the template", arguments: ["a${b", "${}", "${"])
  func malformed(_ text: String) throws {
    #expect(Template(text).isMalformed)
    #expect(try Template(text).resolved(with: [:]) == text)
    #expect(!Template("${a}").isMalformed)
  }

  @Test("a text that is one variable takes its type; within a longer text it is text") func types() throws {
    #expect(try JSONValue.string("${uid}").resolved(with: values) == 501)
    #expect(try JSONValue.string("${uid}x").resolved(with: values) == "501x")
    #expect(try JSONValue.object(["a": ["${list}", 2]]).resolved(with: values) == ["a": [[1], 2]])
  }

  @Test("in patterns a variable stands for itself") func patterns() throws {
    #expect(
      try DataMatcher.matches("^${groups.shared}[.]plist$").resolved(with: values)
        == .matches(#"^group\.a\+b[.]plist$"#))
    #expect(
      try DataMatcher.not(.equals("${home}")).resolved(with: values) == .not(.equals("/var/x")))
    #expect(try DataMatcher.contains(["${uid}", 1]).resolved(with: values) == .contains([501, 1]))
    let pattern = RecordPattern(family: "sandbox", actor: "a", path: "${home}/b", message: "in ${home}")
    let resolved = try pattern.resolved(with: ["home": "/a.b"])
    #expect(resolved.path == "/a.b/b")
    #expect(resolved.message == #"in \/a\.b"#)
  }
}

@Suite("The nearest word") struct NearestWordTests {
  @Test(
    "the word that differs least is meant, case aside",
    arguments: [
      ("outsidr", "outsider"), ("OUTSIDER", "outsider"), ("ousdier", "outsider"), ("membr", "member"),
    ])
  func nearest(_ word: String, _ meant: String) {
    #expect(NearestWord.of(word, among: ["member", "outsider"]) == meant)
  }

  @Test(
    "a word that is like none gives none", arguments: ["", "xyz", String(repeating: "a", count: 100_000)])
  func none(_ word: String) { #expect(NearestWord.of(word, among: ["member", "outsider"]) == nil) }

  @Test("several are ranked by distance, equal ones by their order") func several() {
    #expect(NearestWord.several(of: "cat", among: ["cart", "bat", "cat", "dog"]) == ["cat", "cart", "bat"])
    #expect(NearestWord.several(of: "cat", among: ["cart", "bat", "cat"], limit: 1) == ["cat"])
  }
}
