import ProbeProtocol

/// What is to be done at the screen, as the Conductor takes it and as a person is told it.
enum ScreenStep: Hashable, Sendable {
  case activate(Conductor.AppRequest, app: String)
  case background(Conductor.AppRequest, app: String)
  case lock, unlock
  case share(Conductor.ShareRequest)
  case pick(Conductor.PickerRequest)
  case answer(Conductor.AlertRequest)

  /// - Parameter bundle: of the probe that the arguments name.
  /// - Throws: ``BadScreenStep``.
  init(_ action: ActionName, _ arguments: [String: JSONValue], bundle: String?) throws(BadScreenStep) {
    switch action {
    case "phone.lock": self = .lock
    case "phone.unlock": self = .unlock
    default:
      guard let bundle else { throw BadScreenStep("no installed app is the probe that it names") }
      self = try Self.step(action, Words(arguments), bundle)
    }
  }

  private static func step(
    _ action: ActionName, _ words: Words, _ bundle: String
  ) throws(BadScreenStep) -> ScreenStep {
    let app = words.text("probe") ?? bundle
    switch action {
    case "app.activate": return .activate(.init(bundle: bundle), app: app)
    case "app.background": return .background(.init(bundle: bundle), app: app)
    case "sheet.read": return .share(.init(bundle: bundle, target: nil))
    case "sheet.choose":
      let kind = try words.word("kind", Conductor.ShareRequest.Target.Kind.self)
      return .share(.init(bundle: bundle, target: .init(kind, try words.need("name"))))
    case "picker.choose":
      return .pick(
        .init(
          bundle: bundle, location: words.text("location"), folders: words.texts("folders"),
          file: words.text("file"),
          choice: words.text("choice") == nil
            ? .open : try words.word("choice", Conductor.PickerRequest.Choice.self),
          allowsProvider: words.isTrue("provider")))
    case "picker.read":
      return .pick(
        .init(
          bundle: bundle, location: words.text("location"), folders: words.texts("folders"), choice: .read,
          allowsProvider: words.isTrue("provider")))
    case "alert.answer":
      return .answer(
        .init(
          bundle: bundle, kind: try words.word("kind", Conductor.AlertRequest.Kind.self),
          answer: try words.word("answer", Conductor.AlertRequest.Answer.self), button: words.text("button")))
    default: throw BadScreenStep("nobody knows how to take \(action)")
    }
  }

  /// The app that the system starts, or brings to the front, with what is chosen; nil where it starts none.
  var receivingApp: ProbeName? {
    guard case .share(let request) = self, let target = request.target,
      target.kind == .copyTo || target.kind == .openIn
    else { return nil }
    return ProbeName(target.name)
  }

  /// Whether the phone's lock shows that it was done: true or false as it has to be; nil where events show it.
  var lockState: Bool? {
    switch self {
    case .lock: true
    case .unlock: false
    default: nil
    }
  }
}

/// A step at the screen that cannot be taken as it is written.
struct BadScreenStep: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Arguments by their type.
private struct Words {
  let arguments: [String: JSONValue]

  init(_ arguments: [String: JSONValue]) { self.arguments = arguments }

  func text(_ name: String) -> String? { arguments[name]?.stringValue }
  func texts(_ name: String) -> [String] { arguments[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
  func isTrue(_ name: String) -> Bool { arguments[name]?.boolValue ?? false }

  func need(_ name: String) throws(BadScreenStep) -> String {
    guard let text = text(name) else { throw BadScreenStep("it needs '\(name)'") }
    return text
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Word.Type
  ) throws(BadScreenStep) -> Word where Word.RawValue == String {
    let text = try need(name)
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw BadScreenStep("'\(text)' is no \(name): \(known)")
    }
    return word
  }
}
