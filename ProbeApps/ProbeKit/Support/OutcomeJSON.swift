import ProbeProtocol

extension Outcome {
  /// The outcome as data holds it: the same form as its own coding.
  var json: JSONValue {
    switch self {
    case .ok: "ok"
    case .none: "nil"
    case .errno(let name): ["errno": .string(name.rawValue)]
    case .error(let failure):
      [
        "error": [
          "domain": .string(failure.domain), "code": .int(failure.code), "message": .string(failure.message),
        ]
      ]
    case .unsupported(let reason): ["unsupported": .string(reason)]
    }
  }
}
