public import Analysis
public import Foundation
import ProbeProtocol

/// A log summary as JSON: sorted keys, every key present, null for what is unknown, a newline at the end.
public enum LogSummaryJSON {
  /// The summary as indented JSON.
  /// - Throws: `EncodingError` for a number that JSON cannot hold.
  public static func encode(_ summary: LogSummary) throws -> Data {
    SafeJSON.escaped(try CanonicalJSON.pretty(ExplicitNulls(summary)))
  }
}
