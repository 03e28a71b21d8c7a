/// Why a phone cannot be worked with.
public enum PhoneError: Error, Hashable, Sendable {
  /// Nothing answers where usbmuxd should.
  case noMux(address: String?)
  /// No phone of that udid is attached.
  case notAttached(udid: String)
  /// The phone asks its owner whether to trust this machine.
  case trustPending(udid: String)
  /// The owner said no.
  case trustRefused(udid: String)
  /// The phone does not know this machine (any more).
  case notPaired(udid: String, detail: String)
  /// The phone is locked and answers nothing before it is unlocked.
  case locked(udid: String)
  /// lockdownd does not talk to us for another reason; with its words.
  case noLockdown(udid: String, detail: String)
  /// An app is missing after it was installed.
  case notInstalled(bundle: String)
}

extension PhoneError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noMux(let address):
      "no usbmuxd answers" + (address.map { " at \($0)" } ?? "") + ", so no phone can be seen"
    case .notAttached(let udid): "no phone with the udid \(udid) is attached"
    case .trustPending(let udid): "the phone \(udid) asks whether to trust this computer"
    case .trustRefused(let udid): "the phone \(udid) was told not to trust this computer"
    case .notPaired(let udid, let detail): "the phone \(udid) is not paired with this computer (\(detail))"
    case .locked(let udid): "the phone \(udid) is locked"
    case .noLockdown(let udid, let detail): "the phone \(udid) does not answer (\(detail))"
    case .notInstalled(let bundle): "the app \(bundle) is not on the phone after its installation"
    }
  }

  /// What to press or type next.
  public var remedy: String {
    switch self {
    case .noMux(.some):
      "Start the virtual phone, or unset \(ToolEnvironment.muxVariable) to use the system's usbmuxd."
    case .noMux(nil):
      "Attach a phone by cable; on Linux check that usbmuxd runs: sudo systemctl start usbmuxd"
    case .notAttached: "Attach it by cable and unlock it; 'sandprobe devices' lists what is attached."
    case .trustPending: "Unlock it, tap Trust, enter its passcode, and run the command again."
    case .trustRefused:
      "Unplug it, plug it in again and tap Trust; or reset Location & Privacy in Settings to be asked again."
    case .notPaired: "Unlock it, run 'idevicepair pair', tap Trust, and run the command again."
    case .locked: "Unlock it and keep it unlocked, then run the command again."
    case .noLockdown: "Unplug it, plug it in again, unlock it; restart the phone if that does not help."
    case .notInstalled: "Install the probe apps again: sandprobe install"
    }
  }

  /// Reads the complaint of a libimobiledevice tool.
  ///
  /// The tools write `ERROR: Could not connect to lockdownd: Pairing dialog response pending (-19)` (1.3.0, its
  /// strings) or `…, error code -19` (before; libimobiledevice issue 138), so the number is what counts; its meaning
  /// is lockdown.h's of 1.3.0. idevicesyslog names the passcode in words of its own.
  static func reading(_ complaint: String, udid: String) -> PhoneError? {
    if complaint.contains("Unable to retrieve device list") { return .noMux(address: nil) }
    if complaint.contains("passcode protected") { return .locked(udid: udid) }
    if complaint.contains("not found!") || complaint.contains("No device found") {
      return .notAttached(udid: udid)
    }
    guard complaint.contains("lockdown") else { return nil }
    return lockdown(code: lastNumber(in: complaint), udid: udid, detail: ToolOutput.tail(of: complaint))
  }

  private static func lockdown(code: Int?, udid: String, detail: String) -> PhoneError {
    switch code {
    case -17: .locked(udid: udid)
    case -18: .trustRefused(udid: udid)
    case -19: .trustPending(udid: udid)
    // Invalid configuration (no usable pair record), pairing failed, TLS failed, missing or unknown host id.
    case -2, -4, -5, -20, -21: .notPaired(udid: udid, detail: detail)
    default: .noLockdown(udid: udid, detail: detail)
    }
  }

  private static func lastNumber(in text: String) -> Int? {
    let digits = text.reversed().drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "-" }
    return Int(String(digits.reversed()))
  }
}
