import Foundation
import VirtualPhone

/// The faults of the virtual phone as help lists them.
enum FaultList {
  private struct Entry: Encodable {
    var fault: String
    var layer: String
    var value: String?
    var takes: String?
    var place: String?
    var summary: String
  }

  /// A line each, layer by layer, and how they are written.
  static var text: String {
    let width = FaultDescription.all.map(\.form.count).max() ?? 0
    let lines = FaultDescription.all.map { fault in
      fault.form.padding(toLength: width + 2, withPad: " ", startingAt: 0)
        + fault.layer.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0) + fault.summary + "\n"
    }
    return lines.joined() + """

      Shown with what they do unless told otherwise. N is the value after '='; PLACE counts
      records, requests, actions or writes from 1, and the seed chooses it where it is left
      out. Several at once: --fault drop=0.02,reorder=5,disconnect@120 --seed 7

      """
  }

  static var json: String {
    Output.json(
      FaultDescription.all.map {
        Entry(
          fault: $0.name, layer: $0.layer.rawValue, value: $0.value?.usual.text, takes: $0.value?.takes,
          place: $0.place?.unit, summary: $0.summary)
      })
  }
}
