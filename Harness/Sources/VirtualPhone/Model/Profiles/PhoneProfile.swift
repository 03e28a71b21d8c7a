/// A kind of phone whose behaviour a source documents.
package struct PhoneProfile: Hashable, Sendable {
  /// Physical phones have Sandbox.kext; the Simulator runs on the Mac's kernel (FS-05).
  package enum Kind: String, Hashable, Sendable {
    case physical, simulator
  }

  /// The name that `--profile` takes.
  package let name: String
  package let kind: Kind
  package let productType: String
  package let hardwareModel: String
  package let architecture: String
  package let version: String
  package let build: String
  /// What the profile stands on.
  package let source: String

  /// The phone of the file-sharing source: iPhone X with iOS 15.2. 19C56 is the build of 15.2; 19C63 is 15.2.1's.
  package static let ios15 = PhoneProfile(
    name: "ios-15.2", kind: .physical, productType: "iPhone10,3", hardwareModel: "D22AP",
    architecture: "arm64",
    version: "15.2", build: "19C56", source: "FS: five file-sharing mechanisms examined, iPhone X, iOS 15.2")

  /// The Simulator of the same source.
  package static let simulator = PhoneProfile(
    name: "simulator", kind: .simulator, productType: "iPhone10,3", hardwareModel: "D22AP",
    architecture: "x86_64", version: "15.2", build: "19C56",
    source: "FS: the notes on the Simulator in five file-sharing mechanisms examined")

  /// Every profile, in the order in which help lists them; the first is the default.
  package static let all = [ios15, simulator]

  /// The profile of that name.
  /// - Throws: ``PhoneModelError/unknownProfile(_:nearest:)``.
  package init(named name: String) throws(PhoneModelError) {
    guard let profile = Self.all.first(where: { $0.name == name }) else {
      throw .unknownProfile(name, nearest: NearestWord.of(name, among: Self.all.map(\.name)))
    }
    self = profile
  }

  private init(
    name: String, kind: Kind, productType: String, hardwareModel: String, architecture: String,
    version: String,
    build: String, source: String
  ) {
    self.name = name
    self.kind = kind
    self.productType = productType
    self.hardwareModel = hardwareModel
    self.architecture = architecture
    self.version = version
    self.build = build
    self.source = source
  }
}
