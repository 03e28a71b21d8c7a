import Foundation
import ProbeProtocol

/// A record that one actor left for another, and whether the reader checks it.
enum RecordActions {
  static let all = [read]

  static let read = Action("record.read") { context in
    let validates = try context.arguments.flag("validate")
    let content = try context.system.readWhole(context.arguments.path(), limit: FileActions.maximumSize)
    guard content.count <= FileActions.maximumSize,
      let record = try? JSONDecoder().decode(JSONValue.self, from: content)
    else {
      return ActionResult(RecordFault.notJSON.outcome)
    }
    if validates, let fault = fault(of: record) { return ActionResult(fault.outcome) }
    return ActionResult(.ok, ["name": record["name"] ?? .null, "amount": record["amount"] ?? .null])
  }

  private static func fault(of record: JSONValue) -> RecordFault? {
    guard let members = record.objectValue else { return .notAnObject }
    guard let name = members["name"]?.stringValue, !name.isEmpty else { return .name }
    guard let amount = members["amount"]?.intValue, amount >= 0 else { return .amount }
    return nil
  }
}

/// What a reader that validates finds wrong. The numbers are the codes of the outcome and never change.
private enum RecordFault: Int {
  case notJSON = 1
  case notAnObject = 2
  case name = 3
  case amount = 4

  var outcome: Outcome {
    .error(.init(domain: "SandProbe.Record", code: rawValue, message: message))
  }

  private var message: String {
    switch self {
    case .notJSON: "the file is not JSON"
    case .notAnObject: "the record is no JSON object"
    case .name: "the name is no text or empty"
    case .amount: "the amount is no whole number from 0"
    }
  }
}
