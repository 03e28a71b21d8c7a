import Foundation
import ProbeProtocol
import Testing

@Suite("JSON values")
struct JSONValueTests {
  private let text = #"{"a":[1,2.5,"x/y",true,null],"b":{},"c":"é\n","z":-9007199254740993}"#

  @Test("text survives, with sorted keys and plain slashes")
  func roundTrip() throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(value.compactText == text)
    #expect(
      value == [
        "a": [1, .double(2.5), "x/y", .bool(true), nil], "b": [:], "c": "é\n", "z": -9_007_199_254_740_993,
      ])
  }

  @Test("the same members give the same bytes, in whatever order they came")
  func determinism() {
    let names = (0..<50).map { "name\($0)" }
    let texts = (0..<10).map { turn in
      let order = names.dropFirst(turn * 5) + names.prefix(turn * 5)
      return JSONValue.object(Dictionary(uniqueKeysWithValues: order.map { ($0, .string($0)) })).compactText
    }
    #expect(Set(texts).count == 1)
  }

  @Test("truth values and numbers stay apart")
  func kinds() throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data("[true,1,0,false,1.5]".utf8))
    #expect(value == [.bool(true), .int(1), .int(0), .bool(false), .double(1.5)])
  }

  @Test("paths reach into objects and arrays")
  func paths() {
    let value: JSONValue = ["files": [["name": "a"], ["name": "b"]]]
    #expect(value.value(at: "files.1.name") == "b")
    #expect(value.value(at: "files.2.name") == nil)
    #expect(value.value(at: "files.x") == nil)
    #expect(value.value(at: "files.0.name.more") == nil)
    #expect(value["files"]?.arrayValue?.count == 2)
  }

  @Test("a number that JSON cannot hold does not stop a line")
  func notANumber() {
    #expect(JSONValue.double(.nan).compactText == "null")
  }
}
