import Foundation
import Mustache
import ProbeProtocol
import Verdict

/// The pages' templates, style sheet and script, embedded from the folder Templates at build time.
struct TemplateSet {
  static let templates: [(name: String, bytes: [UInt8])] = [
    ("report", PackageResources.report_mustache),
    ("head", PackageResources.head_mustache),
    ("finding", PackageResources.finding_mustache),
    ("published", PackageResources.published_mustache),
    ("evidence", PackageResources.evidence_mustache),
    ("scenario", PackageResources.scenario_mustache),
    ("trace", PackageResources.trace_mustache),
    ("traces", PackageResources.traces_mustache),
    ("badge", PackageResources.badge_mustache),
    ("tools", PackageResources.tools_mustache),
    ("comparison", PackageResources.comparison_mustache),
    ("row", PackageResources.row_mustache),
    ("log", PackageResources.log_mustache),
  ]

  /// The source of a template, for the test that holds templates and view models together.
  static func source(_ name: String) -> String? {
    templates.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// The ids that the templates themselves give to their elements.
  static let ids: Set<String> = Set(
    templates.flatMap { template in
      String(decoding: template.bytes, as: UTF8.self).matches(of: /\ id="([^"{]+)"/).map {
        String($0.output.1)
      }
    })

  /// Renders a page.
  /// - Throws: `MustacheTemplate.Error` where a template is malformed.
  static func render(_ page: Any, with name: String) throws -> Data {
    var parsed: [String: MustacheTemplate] = [:]
    for (name, bytes) in templates {
      parsed[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    }
    let library = MustacheLibrary(templates: parsed)
    return Data(WritingDirection.isolated(library.render(page, withTemplate: name) ?? "").utf8)
  }
}

/// What every page carries in its head.
struct Shell {
  var title: Markup
  var policy: Markup
  var style: Markup
  var script: Markup

  init(title: String) {
    let style = Self.colours + String(decoding: PackageResources.report_css, as: UTF8.self)
    let script = String(decoding: PackageResources.report_js, as: UTF8.self)
    self.title = Markup(title, limit: 200)
    self.style = .trusted(style)
    self.script = .trusted(script)
    policy = Markup(
      "default-src 'none'; style-src 'sha256-\(Self.hash(style))'; script-src 'sha256-\(Self.hash(script))'; "
        + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
  }

  /// The verdicts' colours as custom properties, for the light and the dark page.
  private static var colours: String {
    func rules(_ colour: (VerdictStyle) -> String) -> String {
      Verdict.allCases.map { "--\($0.rawValue):\(colour(VerdictStyle($0)));" }.joined()
    }
    return
      ":root{\(rules(\.light))}\n@media screen and (prefers-color-scheme:dark){:root{\(rules(\.dark))}}\n"
  }

  /// SHA-256 in base64, as a content security policy wants it.
  private static func hash(_ text: String) -> String {
    let digits = Array(ContentDigest(of: Data(text.utf8)).rawValue)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }
}
