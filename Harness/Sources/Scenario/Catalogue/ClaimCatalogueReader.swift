public import Foundation
import ProbeProtocol
import Yams

/// Reads the file of all claims.
public struct ClaimCatalogueReader: Sendable {
  public init() {}

  /// - Parameter file: The path as diagnostics shall show it.
  public func read(_ bytes: Data, file: String) -> Result<ClaimCatalogue, ScenarioFileError> {
    switch DocumentReader.read(bytes, file: file) {
    case .failure(let error): return .failure(error)
    case .success(let document):
      let claims = ClaimFileReader(collector: document.collector).read(document.root)
      guard document.collector.isEmpty else {
        return .failure(ScenarioFileError(diagnostics: document.collector.diagnostics))
      }
      return .success(ClaimCatalogue(claims: claims))
    }
  }
}

private struct ClaimFileReader {
  let collector: DiagnosticCollector
  private var values: Values { Values(collector: collector) }

  static let sourceKeys = ["title", "device", "ios"]
  static let claimKeys = ["id", "topic", "verify", "on", "kind", "claim"]
  static let kinds = ["exploratory"]
  static let devices = ["simulator", "any"]

  init(collector: DiagnosticCollector) { self.collector = collector }

  func read(_ root: Node) -> [Claim] {
    guard
      let fields = Fields(root, of: "the file of claims", known: ["sources", "claims"], collector: collector)
    else { return [] }
    let sources = fields.required("sources", "the documents that claims come from").map(sources) ?? []
    guard let node = fields.required("claims", "a list of claims"), let nodes = values.list(node, "'claims'")
    else { return [] }
    var seen: Set<String> = []
    return nodes.compactMap { node in
      guard let fields = Fields(node, of: "a claim", known: Self.claimKeys, collector: collector) else {
        return nil
      }
      guard let id = id(fields, seen: &seen) else { return nil }
      return claim(fields, id: id, sources: sources)
    }
  }

  private func sources(_ node: Node) -> [ClaimSource] {
    guard case .mapping(let mapping) = node else {
      collector.report(
        .wrongType, at: collector.place(of: node), "'sources' has to be a mapping, not \(node.kindInWords)")
      return []
    }
    return Fields.fields(of: mapping, collector: collector).compactMap { field in
      guard let fields = Fields(field.node, of: "a source", known: Self.sourceKeys, collector: collector),
        let title = fields.required("title", "the document's title").flatMap({ values.text($0, "the title") }
        ),
        let version = fields.required("ios", "the iOS version").flatMap({ values.text($0, "the version") })
      else { return nil }
      return ClaimSource(
        id: field.name.value, title: title.value,
        device: fields["device"].flatMap { values.text($0, "a device")?.value },
        version: version.value)
    }
  }

  private func id(_ fields: Fields, seen: inout Set<String>) -> Located<String>? {
    guard let node = fields.required("id", "the claim's id"),
      let id = values.word(
        node, "a claim's id", form: Vocabulary.claimForm,
        help: "write the source's letters, a dash and a number")
    else { return nil }
    if !seen.insert(id.value).inserted {
      collector.report(.duplicateID, at: id.place, "another claim has the id '\(id.value)' already")
    }
    return id
  }

  private func claim(_ fields: Fields, id: Located<String>, sources: [ClaimSource]) -> Claim? {
    let prefix = String(id.value.prefix { $0 != "-" })
    let source = sources.first { $0.id == prefix }
    if source == nil {
      collector.report(
        .unknownWord, at: id.place, "no source has the letters '\(prefix)'", word: prefix,
        among: sources.map(\.id),
        listing: "The sources")
    }
    let topic = fields.required("topic", "its topic").flatMap {
      values.word(
        $0, "a topic", form: Vocabulary.wordForm, help: "write lower-case letters, digits and dashes")
    }
    let text = fields.required("claim", "what it says").flatMap { values.text($0, "a claim") }
    let verification = fields.required("verify", "how a phone shows it").flatMap {
      values.list($0, "'verify'")
    }?
    .compactMap {
      values.choice($0, "a way to verify", among: Vocabulary.verifications, listing: "The ways to verify")?
        .value
    }
    let device = fields["on"].flatMap {
      values.choice($0, "'on'", among: Self.devices, listing: "The words for 'on'")?.value
    }
    let kind = fields["kind"].flatMap { values.choice($0, "'kind'", among: Self.kinds, listing: "The kinds") }
    guard let source, let topic, let text, let verification else { return nil }
    return Claim(
      id: ClaimID(id.value), topic: topic.value, text: text.value, source: source, verification: verification,
      device: device, isExploratory: kind != nil)
  }
}
