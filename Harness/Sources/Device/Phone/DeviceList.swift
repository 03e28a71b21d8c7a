import Foundation

/// The phones that usbmuxd knows.
public enum DeviceList {
  /// Udids of the phones attached by cable, in usbmuxd's order.
  /// - Throws: ``PhoneError/noMux(address:)`` where no usbmuxd answers; `ToolError`.
  public static func udids(_ environment: ToolEnvironment) async throws -> [String] {
    let output = try await environment.run(.deviceList, ["-l"])
    if output.isSuccess { return udids(in: output.standardOutput) }
    if case .noMux? = PhoneError.reading(output.standardError, udid: "") {
      throw PhoneError.noMux(address: environment.muxAddress)
    }
    throw ToolError.failed(command: output.command, status: output.status, complaint: output.complaint)
  }

  /// One udid a line; without `-l` a line ends in ` (USB)`.
  static func udids(in printed: Data) -> [String] {
    String(decoding: printed, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      guard let udid = line.split(separator: " ").first, (8...64).contains(udid.utf8.count),
        udid.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
      else { return nil }
      return String(udid)
    }
  }
}
