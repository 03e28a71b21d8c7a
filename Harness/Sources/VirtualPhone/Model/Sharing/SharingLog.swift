import Foundation

/// The lines that the daemons of sharing write, in the wordings that the source printed from iOS 15.2.
///
/// The source printed them through grep, so that it shows which lines held the file's name and not what stood between
/// them: the indented ones count as belonging to the line before. Which of several processes with one name speaks is
/// not known either, so that each name has one here.
struct SharingLog: Sendable {
  let core: PhoneCore

  /// transitd has copied.
  func copied(_ source: String, to folder: String) {
    say(
      Speaker("transitd", "/usr/libexec/transitd"),
      "Copy \(source) -> \(folder)\n    \"\(Self.url(source))\"")
  }

  /// A sheet with a file is on the screen: AirDrop is issued an extension of it, and sharingd looks into it, whatever is
  /// chosen then (FS-25, FS-26). What they say of a file that the sender cannot read itself no source tells.
  func sheetIsShown(for item: SharedItem) {
    guard let source = item.sender.sharedSource(item.path) else { return }
    if core.rules.holds(.sheetIssuesExtension) {
      let airDrop = Speaker("AirDrop", "/System/Library/CoreServices/AirDrop", image: "Sharing")
      say(airDrop, "Trying to issue sandbox extension for \(source)")
      say(airDrop, "Successfully issued sandbox extension for \(source)")
    }
    guard core.rules.holds(.sharingLogsContent) else { return }
    let head = "Determining if conversion required for \(item.name)\n    \"\(Self.url(source))\""
    let attachment =
      "<_PSAttachment 0x12da3a390> creationDate: (null), UTI: public.file-url, photoIdentifier: (null), "
      + "contentURL: \(Self.url(source)), contentText: \(text(of: source))"
    say(Speaker("sharingd", "/usr/libexec/sharingd"), "\(head)\n    \"\(attachment)\"")
  }

  private struct Speaker {
    var name: String
    var path: String
    var image: String?

    init(_ name: String, _ path: String, image: String? = nil) {
      (self.name, self.path, self.image) = (name, path, image)
    }
  }

  private static func url(_ path: String) -> String { URL(fileURLWithPath: path).absoluteString }

  private func text(of path: String) -> String {
    let bytes = core.state.withLock { phone in
      (try? phone.files.node(phone.files.existing(path, as: .root).inode))?.bytes
    }
    return bytes.flatMap { String(data: $0, encoding: .utf8) } ?? "(null)"
  }

  private func say(_ speaker: Speaker, _ message: String) {
    let pid = core.state.withLock { $0.daemon(named: speaker.name) }
    core.log.append {
      PhoneLogRecord(
        time: Date(), process: speaker.name, processPath: speaker.path, image: speaker.image, pid: pid,
        level: .default, message: LogText.cut(message))
    }
  }
}
