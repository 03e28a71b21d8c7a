public import Foundation
import ProbeProtocol
public import Verdict

/// Findings as JSON: sorted keys, every key present, null for what is unknown, a newline at the end. The
/// written contract is `Reports/README.md`.
public enum FindingsJSON {
  /// The findings as the bytes of `findings.json`.
  /// - Throws: `EncodingError` for a number that JSON cannot hold.
  public static func encode(_ findings: Findings) throws -> Data {
    SafeJSON.escaped(try CanonicalJSON.pretty(Document(findings: findings)))
  }

  /// Reads what ``encode(_:)`` wrote, in this or an earlier minor version, or in a later one of the same
  /// major.
  /// - Throws: ``FindingsJSONError``.
  public static func decode(_ data: Data) throws -> Findings {
    let schema: String
    do {
      schema = try JSONDecoder().decode(SchemaOnly.self, from: data).schema
    } catch {
      throw FindingsJSONError.notFindings(String(describing: error))
    }
    guard schema.split(separator: ".").first == Findings.currentSchema.split(separator: ".").first else {
      throw FindingsJSONError.schema(found: schema)
    }
    do {
      return try JSONDecoder().decode(Findings.self, from: data)
    } catch {
      throw FindingsJSONError.notFindings(String(describing: error))
    }
  }

  /// The findings, with what they say of the run as a whole in one place.
  private struct Document: Encodable {
    var findings: Findings

    private enum Key: String, CodingKey { case health }

    func encode(to encoder: any Encoder) throws {
      try ExplicitNulls(findings).encode(to: encoder)
      var members = encoder.container(keyedBy: Key.self)
      try members.encode(RunHealth(findings), forKey: .health)
    }
  }

  private struct SchemaOnly: Decodable { var schema: String }
}

/// Why a text is no findings.json that can be read.
public enum FindingsJSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is no JSON, or lacks what the contract demands; with what the decoder said.
  case notFindings(String)
  /// It was written under another major version of the contract.
  case schema(found: String)

  public var description: String {
    switch self {
    case .notFindings(let why):
      "this is not a findings.json: \(why); make it again from the run folder with `sandprobe report`"
    case .schema(let found):
      "this findings.json has schema '\(found)' and this version reads '\(Findings.currentSchema)'; "
        + "make it again from the run folder with `sandprobe report`"
    }
  }
}

/// A comparison as JSON, in the manner of ``FindingsJSON``.
public enum ComparisonJSON {
  /// The comparison as indented JSON.
  /// - Throws: `EncodingError` for a number that JSON cannot hold.
  public static func encode(_ comparison: Comparison) throws -> Data {
    SafeJSON.escaped(try CanonicalJSON.pretty(ExplicitNulls(comparison)))
  }
}
