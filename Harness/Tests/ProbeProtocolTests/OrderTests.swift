import Foundation
import ProbeProtocol
import Testing

@Suite("Orders")
struct OrderTests {
  private let list = OrderList(
    run: "r-2026", key: Sample.key, actor: "outsider",
    orders: [
      Order(
        scenario: "app-group/outsider", repetition: 1, step: "open", action: "dir.open",
        arguments: ["path": "~/Documents/ä b", "follow": true, "count": 3, "paths": ["a", "b"]])
    ])

  @Test("an order list survives its text, which fits environment and URL")
  func roundTrip() throws {
    #expect(try OrderList(encoded: list.encoded) == list)
    #expect(!list.encoded.contains { "+/=& ".contains($0) })
  }

  @Test("the same list gives the same text")
  func determinism() {
    #expect(Set((0..<20).map { _ in list.encoded }).count == 1)
  }

  @Test("text that is no order list is refused with the reason")
  func bad() {
    #expect(throws: OrderError.notBase64URL) { try OrderList(encoded: "a b") }
    #expect(throws: OrderError.self) { try OrderList(encoded: "") }
    #expect(throws: OrderError.self) { try OrderList(encoded: String(list.encoded.dropLast(5))) }
    #expect(OrderError.notBase64URL.description == "the order is not base64url text")
  }
}
