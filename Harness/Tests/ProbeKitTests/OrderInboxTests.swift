import ProbeKit
import ProbeProtocol
import Testing

struct OrderInboxTests {
  private let list = OrderList(run: "r", key: .random(), actor: "member", orders: [])

  @Test("Orders come whole through the environment and through a URL")
  func roundTrip() throws {
    let environment = [OrderList.environmentName: list.encoded]
    #expect(try OrderInbox.orders(inEnvironment: environment) == list)
    #expect(try OrderInbox.orders(inEnvironment: [:]) == nil)
    let url = OrderInbox.url(bundle: "XTL-1.com.example.GroupMemberA", encodedOrders: list.encoded)
    #expect(url.hasPrefix("sandprobe-groupmembera://order?list="))
    #expect(try OrderInbox.orders(inURL: url) == list)
  }

  @Test("What is no order says why")
  func refusals() {
    #expect(throws: OrderInboxError.notAnOrderURL) { try OrderInbox.orders(inURL: "a://other?list=x") }
    #expect(throws: OrderInboxError.notAnOrderURL) { try OrderInbox.orders(inURL: "") }
    #expect(throws: OrderInboxError.noList) { try OrderInbox.orders(inURL: "a://order") }
    #expect(throws: OrderInboxError.unreadable(.notBase64URL)) {
      try OrderInbox.orders(inEnvironment: [OrderList.environmentName: "???"])
    }
    var unfit = list
    unfit.actor = "two words"
    #expect(throws: OrderInboxError.unfitName("two words")) { try OrderInbox.orders(encoded: unfit.encoded) }
    unfit = list
    unfit.run = "../up"
    #expect(throws: OrderInboxError.unfitName("../up")) { try OrderInbox.orders(encoded: unfit.encoded) }
  }
}
