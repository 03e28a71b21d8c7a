import ProbeProtocol

/// Goes through the document picker.
struct PickerScript: Sendable {
  /// Milliseconds for a location that may be on the screen already.
  static let glance = 1_000
  /// Taps on Browse: the first may only go back to where the picker was, the second shows the locations.
  static let browseTaps = 2

  var work: ScreenWork
  let request: Conductor.PickerRequest
  var allowedProvider = false

  init(work: ScreenWork, request: Conductor.PickerRequest) {
    self.work = work
    self.request = request
  }

  mutating func run() async throws -> Conductor.PickerReply {
    _ = try await work.need(.picker)
    var reading: Conductor.PickerReply.Reading?
    switch request.choice {
    case .cancel: try await work.tap(.pickerCancel)
    case .read:
      reading = try await read()
      try await work.tap(.pickerCancel)
    case .open, .save:
      if let location = request.location { try await go(to: location) }
      for folder in request.folders {
        _ = try await arrive(at: [.init(.pickerFolder, folder)])
        try await work.tap(.pickerFolder, folder)
      }
      if let file = request.file { try await choose(file) }
      try await confirm()
    }
    guard try await work.waitUntilGone(.picker, within: work.timeLimit) else {
      throw ScreenTrouble(.noEffect, "the picker is still there after '\(request.choice.rawValue)'")
    }
    return Conductor.PickerReply(allowedProvider: allowedProvider, reading: reading, lookups: work.found)
  }

  /// Leaves the picker. It is no error where that fails.
  mutating func close() async {
    guard let found = try? await work.wait(for: [.init(.pickerCancel)], within: 0) else { return }
    try? await work.tap(found.1, UIPart.pickerCancel.rawValue)
  }

  /// Goes to a location. The picker opens where it was left last, and a file of the same name may be there, so the
  /// location is always chosen anew.
  mutating func go(to location: String) async throws {
    for _ in 0..<Self.browseTaps {
      if try await work.wait(for: [.init(.pickerLocation, location)], within: Self.glance, hittable: true)
        != nil
      {
        break
      }
      if let browse = try await work.wait(for: [.init(.pickerBrowse)], within: Self.glance, hittable: true) {
        try await work.tap(browse.1, UIPart.pickerBrowse.rawValue)
      }
    }
    try await work.tap(.pickerLocation, location)
  }

  /// Waits for what comes next, and answers the alert of a provider's first use where the request allows it.
  mutating func arrive(at next: [ScreenWork.Wanted]) async throws -> ScreenElement {
    if request.allowsProvider, !allowedProvider {
      if let first = try await work.wait(for: next + [.init(.alert)]), first.0.part == .alert {
        try await work.tap(.providerAllow)
        guard try await work.waitUntilGone(.alert) else {
          throw ScreenTrouble(
            .noEffect, "the provider's alert is still there after its second button was tapped")
        }
        allowedProvider = true
        try await enterAgain(unless: next)
      }
    }
    return try await work.need(next, hittable: true).1
  }

  /// The tap that raised the alert may have been spent on it.
  private mutating func enterAgain(unless next: [ScreenWork.Wanted]) async throws {
    guard try await work.wait(for: next, within: ScreenWork.effect) == nil, let location = request.location,
      let again = try await work.wait(for: [.init(.pickerLocation, location)], within: 0, hittable: true)
    else { return }
    try await work.tap(again.1, UIPart.pickerLocation.rawValue)
  }

  private mutating func choose(_ file: String) async throws {
    let name = FileCellName(file)
    let element = try await arrive(at: [.init(.pickerFile, name.whole), .init(.pickerFileStem, name.stem)])
    try await work.tap(element, "the picker's file '\(file)'")
  }

  /// A picker for one file closes when the file is tapped; any other wants its button.
  private mutating func confirm() async throws {
    let button: UIPart = request.choice == .save ? .pickerSave : .pickerOpen
    let isLeft =
      request.choice == .open && request.file != nil ? try await work.waitUntilGone(.picker) : false
    if !isLeft { try await work.tap(button) }
  }
}

/// A file as its cell names it: `<stem>, <extension>`.
struct FileCellName: Hashable, Sendable {
  var stem: String
  var whole: String

  init(_ file: String) {
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex, file.index(after: dot) < file.endIndex
    else {
      stem = file
      whole = file
      return
    }
    stem = String(file[..<dot])
    whole = "\(stem), \(file[file.index(after: dot)...])"
  }
}
