import Foundation
import Testing

@testable import VirtualPhone

/// Makes `.ipa` files that a test installs or that must be refused.
enum ModelTestPackage {
  static func probe(_ name: String, version: String = "1") throws -> Data {
    let info = ["SandProbeName": name, "CFBundleVersion": version]
    return try #require(ProbePackage.make(folder: name, executable: name, info: info))
  }

  static func zip(_ name: String, _ content: String, method: UInt16 = 0) -> Data {
    var zip = ZipWriter()
    zip.add(name, Data(content.utf8), method: method)
    return zip.data
  }
}
