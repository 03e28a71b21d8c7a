public import Analysis
public import Foundation

/// What a log holds as one HTML file that needs no network, no script and no other file to be read.
public enum LogSummaryHTML {
  /// The page; its bytes depend on the summary alone.
  /// - Throws: `MustacheTemplate.Error` where an embedded template is malformed, which tests rule out.
  public static func render(_ summary: LogSummary) throws -> Data {
    try TemplateSet.render(LogView(summary), with: "log")
  }
}
