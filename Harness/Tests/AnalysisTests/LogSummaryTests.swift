import Foundation
import Testing

@testable import Analysis

@Suite("The summary's form")
struct LogSummaryTests {
  @Test("a place survives JSON")
  func place() throws {
    let place = LogSummary.Place(source: 1, line: 7)
    #expect(try JSONDecoder().decode(LogSummary.Place.self, from: JSONEncoder().encode(place)) == place)
  }
}
