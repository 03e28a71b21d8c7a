import ProbeProtocol

/// Reads what the document picker shows.
extension PickerScript {
  /// How often a list is moved on: what is off screen may not be in the tree.
  static let maximumSwipes = 6
  private static let locationPrefix = "DOC.sidebar.item."

  /// The locations, and what is in the place that the request leads to.
  mutating func read() async throws -> Conductor.PickerReply.Reading {
    var reading = Conductor.PickerReply.Reading(locations: try await locations())
    guard let location = request.location else { return reading }
    try await go(to: location)
    for folder in request.folders {
      _ = try await arrive(at: [.init(.pickerFolder, folder)])
      try await work.tap(.pickerFolder, folder)
    }
    _ = try await arrive(at: [.init(.pickerPlace)])
    reading.entries = try await all(.pickerEntries, \.label)
    return reading
  }

  /// The names of the locations, which the picker shows after up to two taps on Browse.
  private mutating func locations() async throws -> [String] {
    for _ in 0..<Self.browseTaps
    where try await work.wait(for: [.init(.pickerLocations)], within: Self.glance) == nil {
      guard let browse = try await work.wait(for: [.init(.pickerBrowse)], within: Self.glance, hittable: true)
      else { continue }
      try await work.tap(browse.1, UIPart.pickerBrowse.rawValue)
    }
    _ = try await work.need(.pickerLocations)
    return try await all(.pickerLocations) { element in
      element.identifier.hasPrefix(Self.locationPrefix)
        ? String(element.identifier.dropFirst(Self.locationPrefix.count)) : element.label
    }
  }

  /// The words of everything in a list, which is read again and moved on until nothing new shows.
  private mutating func all(_ part: UIPart, _ word: (ScreenElement) -> String) async throws -> [String] {
    var words: [String] = []
    _ = try await work.wait(for: [.init(part)], within: ScreenWork.effect)
    for swipe in 0...Self.maximumSwipes {
      let elements = await work.look(for: .init(part))
      let fresh = elements.map(word).filter { !$0.isEmpty && !words.contains($0) }
      if fresh.isEmpty, swipe > 0 { break }
      words += fresh
      guard let handle = elements.last(where: \.isHittable) else { break }
      // A list that cannot be moved has shown all that it has.
      try? await work.screen.swipe(handle, .up)
      try await work.screen.pause(milliseconds: ScreenWork.pause)
    }
    return words
  }
}
