import DeviceProtocol
import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

#if canImport(CryptoKit)
  import CryptoKit
#else
  import Crypto
#endif

/// The one certificate that stands for root, host and device in every pair record, and the names of this host.
///
/// No client verifies chain, name or dates (libimobiledevice 1.3.0 to 1.4.0, pymobiledevice3 11.45.0). P-256 is taken
/// because it is made in no time, and works as long as the server asks for no client certificate.
struct PhoneIdentity: Sendable {
  let tls: NIOSSLContext
  let certificate: String
  let privateKey: String
  /// Identifies this host to every phone.
  let hostID = UUID().uuidString
  /// Identifies this host's usbmuxd.
  let buid = UUID().uuidString

  /// The key that a host makes the device's certificate for when it pairs, in the form of real phones: PKCS #1 in PEM.
  /// libimobiledevice 1.3.0 asks for it before it asks for trust. Nothing is ever signed or read with it.
  static let devicePublicKey = Data(
    """
    -----BEGIN RSA PUBLIC KEY-----
    MIGJAoGBAKtbKbi18/2C+8yHxNALEGq8s1Ev6a4y0HnmyRXeo0vIpJNJIYqd21pp
    ANgFdTjdstxLEcu1pmWTxgCiEVtHiT0W41YjbY3r7HJTm+rzhN6kH/osFdrH3ueJ
    9nGrZ3yI+Nh820Ed9bMoVG8nRCdquzrHUL/M0Cusruw4z7nMCc9XAgMBAAE=
    -----END RSA PUBLIC KEY-----

    """.utf8)

  init() throws(VirtualPhoneServerError) {
    do {
      let key = P256.Signing.PrivateKey()
      certificate = try Self.selfSigned(by: Certificate.PrivateKey(key))
      privateKey = key.pemRepresentation
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
          .certificate($0)
        },
        privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)))
      configuration.minimumTLSVersion = .tlsv12
      configuration.shutdownTimeout = .seconds(1)
      tls = try NIOSSLContext(configuration: configuration)
    } catch {
      throw .noIdentity(why: "\(error)")
    }
  }

  private static func selfSigned(by key: Certificate.PrivateKey) throws -> String {
    let name = try DistinguishedName { CommonName("SandProbe virtual phone") }
    let day: TimeInterval = 24 * 60 * 60
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
      notValidBefore: Date().addingTimeInterval(-day), notValidAfter: Date().addingTimeInterval(365 * day),
      issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
      },
      issuerPrivateKey: key)
    return try certificate.serializeAsPEM().pemString
  }

  /// The pair record that usbmuxd hands out for every phone.
  var pairRecord: PropertyList {
    let certificate = PropertyList.data(Data(certificate.utf8))
    let key = PropertyList.data(Data(privateKey.utf8))
    return [
      "HostID": .string(hostID), "SystemBUID": .string(buid),
      "RootCertificate": certificate, "RootPrivateKey": key,
      "HostCertificate": certificate, "HostPrivateKey": key, "DeviceCertificate": certificate,
      "EscrowBag": .data(Data(count: 32)), "WiFiMACAddress": "02:00:00:00:00:01",
    ]
  }
}
