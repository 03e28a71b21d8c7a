import Testing

@testable import Syslog

/// A message with who logged it, and what it must be found to be. The number is that of its corpus file; where it is of a
/// log that the corpus only quotes, the quotation's.
struct DaemonCase: CustomTestStringConvertible, Sendable {
  var corpus: Int
  var process: String
  var image: String?
  var message: String
  var family: LogFamily
  var kind: String
  var words: String

  init(
    _ corpus: Int, _ sender: String, _ message: String, _ family: LogFamily, _ kind: String, _ words: String
  ) {
    let parts = sender.split(separator: "(")
    self.corpus = corpus
    process = parts.first.map(String.init) ?? ""
    image = parts.count > 1 ? String(parts[1].dropLast()) : nil
    self.message = message
    self.family = family
    self.kind = kind
    self.words = words
  }

  var testDescription: String { "\(corpus): \(message.prefix(50))" }

  var record: LogRecord {
    LogRecord(
      line: 1, lineCount: 1, bytes: 0..<1, stamp: "", process: process, image: image, pid: nil, level: nil,
      message: message, content: .plain)
  }
}

@Suite("Daemon messages")
struct DaemonMessageTests {
  @Test("of the corpus's unread forms have family, kind and words", arguments: DaemonCase.corpus)
  func corpus(example: DaemonCase) {
    #expect(DaemonFamilies.family(of: example.record) == example.family)
    let message = DaemonMessage(family: example.family, process: example.process, message: example.message)
    #expect(message.kind == example.kind)
    #expect(message.words == example.words)
    #expect(message.process == example.process)
  }

  @Test("the transitd record has its continuation line's URL, and splits at the last arrow")
  func copies() {
    let file =
      "/private/var/mobile/Containers/Data/Application/F52BFFB4-B7F0-478F-A7E5-28DB7A338233/tmp/XXX.txt"
    let inbox =
      "/private/var/mobile/Containers/Data/Application/40A87313-BF98-4E54-BB43-7705712312B5/Documents/Inbox"
    let corpus00 = "Copy \(file) -> \(inbox)\n    \"file://\(file)\""
    #expect(
      DaemonMessage(family: .transitd, process: "transitd", message: corpus00).detail
        == .copy(CopyMessage(source: file, destination: inbox, url: "file://\(file)")))
    let hostile = DaemonMessage(family: .transitd, process: "transitd", message: "Copy /a -> /b -> /c")
    #expect(hostile.detail == .copy(CopyMessage(source: "/a -> /b", destination: "/c", url: nil)))
  }

  @Test("sharingd's record gives away the text of the file, over all its lines")
  func contentText() {
    func shared(_ text: String) -> SharingMessage.Shared? {
      let message =
        "Determining if conversion required for X\n \"file:///X\"\n \"<_P>, contentText: \(text)\""
      guard
        case .sharing(.conversion(let shared)) = DaemonMessage(
          family: .sharing, process: "sharingd", message: message
        ).detail
      else { return nil }
      return shared
    }
    #expect(shared("AAAA") == .init(name: "X", url: "file:///X", contentText: "AAAA"))
    #expect(shared("two\nlines \"quoted\"")?.contentText == "two\nlines \"quoted\"")
    #expect(shared("(null)") == .init(name: "X", url: "file:///X", contentText: nil))
  }

  @Test("an extension's fields are read whatever the wording")
  func extensions() {
    func read(_ message: String) -> ExtensionMessage? {
      guard
        case .sandboxExtension(let reading) = DaemonMessage(
          family: .sandboxExtension, process: "App", message: message
        ).detail
      else { return nil }
      return reading
    }
    let refused = "Cannot issue a sandbox extension for file"
    for name in ["\"a: b.txt\"", "a: b.txt"] {
      #expect(
        read("\(refused) \(name): Operation not permitted")
          == ExtensionMessage(step: .refused, target: "a: b.txt", error: "Operation not permitted"))
    }
    #expect(read("\(refused) /x") == ExtensionMessage(step: .refused, target: "/x"))
    #expect(read("Couldn't issue file extension for url: <private>")?.isRedacted == true)
    #expect(read("Couldn't issue file extension for url: <private>")?.isURL == true)
    // The path's own words decide nothing.
    #expect(read("Successfully issued sandbox extension for /failed/not issued")?.step == .issued)
    #expect(read("Trying to issue sandbox extension for /x\nfailed")?.target == "/x")
    // Made up, to see the fields that no captured line shows.
    let token = String(repeating: "0123456789abcdef", count: 4)
    let consumed = read("consumed sandbox extension com.apple.app-sandbox.read \(token);00;x for /x")
    #expect(consumed?.step == .consumed)
    #expect(consumed?.tokenPrefix == "0123456789abcdef")
    #expect(
      read("sandbox extension com.apple.app-sandbox.read released")?.extensionClass
        == "com.apple.app-sandbox.read")
    #expect(read("a sandbox extension") == nil)
  }

  @Test("a privacy kill names its key, with one blank or two and with a label or without")
  func privacyKeys() {
    for label in ["", "[access] "] {
      for blanks in [" ", "  "] {
        for (did, isKilled) in [("crashed because it attempted", true), ("attempted", false)] {
          let message =
            "\(label)This app has \(did) to access privacy-sensitive data without a usage description.\(blanks)"
            + "The app's Info.plist must contain an NSCameraUsageDescription key with a string value"
          #expect(
            DaemonMessage(family: .privacy, process: "App", message: message).detail
              == .privacy(.missingUsageKey(key: "NSCameraUsageDescription", isKilled: isKilled)))
        }
      }
    }
  }

  @Test("a step of a TCC request is read with its fields, over wrapped lines")
  func requests() {
    let corpus13 =
      "AUTHREQ_CTX: msgID=618.6014, function=TCCAccessRequest,\n        "
      + "service=kTCCServiceSystemPolicyRemovableVolumes, preflight=yes, query=1"
    #expect(
      DaemonMessage(family: .privacy, process: "tccd", message: corpus13).detail
        == .privacy(
          .request(
            .init(
              step: .requested, id: "618.6014", service: "kTCCServiceSystemPolicyRemovableVolumes",
              function: "TCCAccessRequest", isPreflight: true))))
  }

  @Test("an unknown wording has a family and no kind", arguments: LogFamily.allCases)
  func unknown(family: LogFamily) {
    for message in [
      "", " ", "something", "Copy", "Claim x", "AUTHREQ_", "[", "[] ", "TIC ", "stat [", "(", "0x ",
    ] {
      let reading = DaemonMessage(family: family, process: "", message: message)
      #expect(reading.family == family)
      #expect(reading.kind == nil, "\(message)")
      #expect(reading.words == nil)
    }
  }

  @Test("every beginning of every message is read without harm")
  func cutMessages() {
    for example in DaemonCase.corpus {
      let bytes = Array(example.message.utf8)
      for length in bytes.indices {
        let cut = String(decoding: bytes[..<length], as: UTF8.self)
        let part = Array(bytes[..<length])
        _ = DaemonFamilies.wordsFamily(part.span)
        for family in [example.family, .sandboxExtension, .sandbox] {
          _ = DaemonMessage(family: family, process: "p", message: cut).words
        }
      }
    }
  }

  @Test("very long messages are read from their beginning", arguments: LogFamily.allCases)
  func longMessages(family: LogFamily) {
    for piece in ["xtension for ", " -> ", "[", "sandbox extension ", "\"", "Claim "] {
      let message = "Copy " + String(repeating: piece, count: 200_000)
      _ = DaemonMessage(family: family, process: "p", message: message).words
    }
  }

  @Test("records give their reading by their content")
  func records() {
    let records = read(
      "Dec 29 08:48:47 ReportCrash[13308] <Notice>: Formulating crash report for process BackupAgent2[119]",
      "Nov 10 17:58:47 App[5] <Notice>: hello")
    #expect(records.first?.daemonMessage?.kind == "formulating")
    #expect(records.last?.daemonMessage == nil)
  }

  @Test(
    "messages that only resemble known openings have no family",
    arguments: [
      "Claim something granted in server", "Claim DEA8C7A2-5479-4822-8586-A49E26FB214F", "Task <x> done",
      "This app has settings", "TIC TAC TOE [8]", "App Transport Security is on", "(x) Exited",
      "Write options: 0",
      "saw This app has crashed because it attempted to access privacy-sensitive data", "x (sandbox)",
      "rejecting write of key(s) x", "libMobileGestalt MobileGestalt.c:550: no access to InverseDeviceID",
      "assigning plug-in x", "IOUC X failed", "[access]This app has crashed", "[a] [b] LaunchServices: x",
    ])
  func lookalikes(message: String) {
    let bytes = Array(message.utf8)
    #expect(DaemonFamilies.wordsFamily(bytes.span) == nil)
  }
}
