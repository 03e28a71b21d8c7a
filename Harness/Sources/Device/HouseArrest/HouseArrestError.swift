/// Why files could not be read from an app's container.
public enum HouseArrestError: Error, Hashable, Sendable {
  /// A text that names no socket.
  case badAddress(String)
  /// Nobody answers where usbmuxd should be.
  case noUsbmuxd(address: String, why: String)
  case noSuchPhone(udid: String, attached: [String])
  /// This computer has no pair record for the phone, or the phone does not know it.
  case notPaired(udid: String)
  /// The phone asks its owner whether to trust this computer.
  case trustPending(udid: String)
  case trustDenied(udid: String)
  /// The phone is locked with a passcode.
  case locked(udid: String)
  /// lockdownd or a service refuses with a word of its own.
  case refused(what: String, error: String)
  case appNotInstalled(bundle: String)
  /// The container is not vended: neither a development build nor one with UIFileSharingEnabled.
  case notADevelopmentBuild(bundle: String)
  /// AFC refuses with a status number.
  case fileRefused(path: String, status: UInt64)
  case fileTooLarge(path: String, bytes: Int, limit: Int)
  /// More bytes, files or levels than the limits allow.
  case tooMuch(path: String, what: String)
  /// The phone gives a name that would lead out of its folder.
  case unsafeName(String, folder: String)
  /// The phone gives a name that no file of it can have.
  case badName(String, folder: String, why: String)
  case cannotWrite(path: String, why: String)
  /// The other side does not keep to its protocol.
  case protocolBroken(during: String, why: String)
  case connectionLost(during: String)
  case timedOut(during: String, seconds: Double)
}

extension HouseArrestError {
  /// A name that the phone chose, cut: it may have any length.
  private static func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let head = String(String.UnicodeScalarView(scalars.prefix(60))).debugDescription
    return scalars.count > 60 ? "\(head)… (\(scalars.count) characters)" : head
  }
}

extension HouseArrestError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badAddress(let text):
      "USBMUXD_SOCKET_ADDRESS: \"\(text)\" names no socket; write UNIX:/path or 127.0.0.1:PORT"
    case .noUsbmuxd(let address, let why):
      "\(address): no usbmuxd answers there (\(why)); start usbmuxd or set USBMUXD_SOCKET_ADDRESS"
    case .noSuchPhone(let udid, let attached):
      "\(udid): no such phone is attached (attached: \(attached.isEmpty ? "none" : attached.joined(separator: ", ")))"
        + "; plug it in and unlock it"
    case .notPaired(let udid):
      "\(udid): the phone is not paired with this computer; run `idevicepair pair` and tap Trust on the phone"
    case .trustPending(let udid):
      "\(udid): the phone asks whether to trust this computer; tap Trust, then try again"
    case .trustDenied(let udid):
      "\(udid): the phone's owner does not trust this computer; replug it, run `idevicepair pair` and tap Trust"
    case .locked(let udid): "\(udid): the phone is locked with a passcode; unlock it, then try again"
    case .refused(let what, let error): "\(what): the phone refuses with \(error)"
    case .appNotInstalled(let bundle): "\(bundle): this app is not installed; run `sandprobe install`"
    case .notADevelopmentBuild(let bundle):
      "\(bundle): the phone does not vend this app's container; only development-signed builds are vended, and the "
        + "Documents of apps with UIFileSharingEnabled; install a development build"
    case .fileRefused(let path, let status): "\(path): the phone refuses it with AFC status \(status)"
    case .fileTooLarge(let path, let bytes, let limit):
      "\(path): \(bytes) bytes, and at most \(limit) are read; raise the limit if it is as it should be"
    case .tooMuch(let path, let what): "\(path): more than \(what); raise the limit if it is as it should be"
    case .unsafeName(let name, let folder):
      "\(folder): the phone lists a name that would lead out of the folder: \(Self.quoted(name))"
    case .badName(let name, let folder, let why): "\(folder): the phone lists \(Self.quoted(name)): \(why)"
    case .cannotWrite(let path, let why): "\(path): cannot be written: \(why)"
    case .protocolBroken(let during, let why): "\(during): the answer breaks the protocol: \(why)"
    case .connectionLost(let during): "\(during): the connection was lost; check the cable, then try again"
    case .timedOut(let during, let seconds):
      "\(during): no answer within \(seconds) s; unlock the phone, replug it, then try again"
    }
  }
}
