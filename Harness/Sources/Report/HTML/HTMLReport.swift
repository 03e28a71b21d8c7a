public import Foundation
public import Verdict

/// Findings as one HTML file that needs no network, no script and no other file to be read.
public enum HTMLReport {
  /// The bytes of `report.html`; they depend on the findings and the names of the pages alone.
  /// - Parameter pages: pages of result bundles in the run folder, by path.
  /// - Throws: `MustacheTemplate.Error` where an embedded template is malformed, which tests rule out.
  public static func render(_ findings: Findings, pages: [String] = []) throws -> Data {
    try TemplateSet.render(ReportView(findings, pages: pages), with: "report")
  }
}

/// A comparison as one HTML file of the same make.
public enum ComparisonHTML {
  /// The page; its bytes depend on the comparison alone.
  /// - Throws: `MustacheTemplate.Error` where an embedded template is malformed, which tests rule out.
  public static func render(_ comparison: Comparison) throws -> Data {
    try TemplateSet.render(ComparisonView(comparison), with: "comparison")
  }
}
