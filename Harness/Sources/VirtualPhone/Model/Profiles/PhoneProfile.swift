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
  /// The documents behind it.
  let documents: Set<Document>

  /// A document that says how such a phone behaves.
  enum Document: Hashable, Sendable {
    /// FS: five file-sharing mechanisms examined, iOS 15.2.
    case fileSharing
    /// DP: data protection, iOS 4.3.
    case dataProtection
    /// REST: data at rest, iOS 10.3. It is a tutorial that nothing newer here contradicts.
    case dataAtRest
  }

  /// Whether the profile has the behaviour that the document describes.
  func stands(on document: Document) -> Bool { documents.contains(document) }

  /// The phone of the file-sharing source: iPhone X with iOS 15.2. 19C56 is the build of 15.2; 19C63 is 15.2.1's.
  package static let ios15 = PhoneProfile(
    name: "ios-15.2", kind: .physical, productType: "iPhone10,3", hardwareModel: "D22AP",
    architecture: "arm64",
    version: "15.2", build: "19C56",
    source: "FS: five file-sharing mechanisms examined, iPhone X, iOS 15.2; "
      + "REST: protecting data at rest, iOS 10.3, for the protection classes",
    documents: [.fileSharing, .dataAtRest])

  /// The Simulator of the same source.
  package static let simulator = PhoneProfile(
    name: "simulator", kind: .simulator, productType: "iPhone10,3", hardwareModel: "D22AP",
    architecture: "x86_64", version: "15.2", build: "19C56",
    source: "FS: the notes on the Simulator in five file-sharing mechanisms examined; "
      + "DP: the note on the Simulator in iOS Data Protection",
    documents: [.fileSharing])

  /// The phone of the data-protection source: an iPhone 4 with iOS 4.3, of which it says nothing but what it says of
  /// protected files. 8F190 is the build of 4.3 for that phone.
  package static let ios4 = PhoneProfile(
    name: "ios-4.3-era", kind: .physical, productType: "iPhone3,1", hardwareModel: "N90AP",
    architecture: "armv7", version: "4.3", build: "8F190",
    source: "DP: iOS Data Protection, iOS 4.3, 2011", documents: [.dataProtection])

  /// Every profile, in the order in which help lists them; the first is the default.
  package static let all = [ios15, simulator, ios4]

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
    build: String, source: String, documents: Set<Document>
  ) {
    self.name = name
    self.kind = kind
    self.productType = productType
    self.hardwareModel = hardwareModel
    self.architecture = architecture
    self.version = version
    self.build = build
    self.source = source
    self.documents = documents
  }
}
