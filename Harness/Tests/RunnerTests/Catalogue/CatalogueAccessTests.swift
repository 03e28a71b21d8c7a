import Device
import Foundation
import ProbeProtocol
import Runner
import Testing
import Verdict
import VirtualPhone

@Suite("Phones that cannot be used", .timeLimit(.minutes(10)))
struct CatalogueAccessTests {
  /// Tries a run and gives the error that ended it before there was a folder.
  private func refusal(
    _ access: HostAccess, udid: String? = nil
  ) async throws -> (error: (any Error)?, udid: String) {
    try await CatalogueStand.with(disguise: { CatalogueDisguise(model: $0, hostAccess: access) }) { stand in
      let scenarios = try CatalogueFiles.committed.get().scenarios(testing: ["FS-03"])
      var refusal: (any Error)?
      do {
        let run = try await stand.run(scenarios, udid: udid)
        Issue.record("it ran: \(run.result)")
      } catch {
        refusal = error
      }
      #expect(stand.runFolders == [], "a run that cannot begin leaves nothing")
      return (refusal, stand.model.udid)
    }
  }

  @Test("a phone that asks its owner whether to trust this computer")
  func trustPending() async throws {
    let (error, udid) = try await refusal(.trustPending)
    let found = try #require(error as? PhoneError, "\(String(describing: error))")
    #expect(found == .trustPending(udid: udid))
    #expect(found.remedy.contains("tap Trust"))
  }

  @Test("a phone whose owner does not trust this computer")
  func trustDenied() async throws {
    let (error, udid) = try await refusal(.trustDenied)
    let found = try #require(error as? PhoneError, "\(String(describing: error))")
    #expect(found == .trustRefused(udid: udid))
    #expect(found.remedy.contains("plug it in again"))
  }

  @Test("a phone that is locked")
  func locked() async throws {
    let (error, udid) = try await refusal(.locked)
    let found = try #require(error as? PhoneError, "\(String(describing: error))")
    #expect(found == .locked(udid: udid))
    #expect(found.remedy.hasPrefix("Unlock it"))
  }

  @Test("a phone that is not attached")
  func absent() async throws {
    let other = "00008020-0000000000000000"
    let (error, _) = try await refusal(.granted, udid: other)
    let found = try #require(error as? PhoneError, "\(String(describing: error))")
    #expect(found == .notAttached(udid: other))
    #expect(found.remedy.contains("cable"))
  }

  @Test("of two phones both are listed, and a run on the one that is named leaves the other alone")
  func twoPhones() async throws {
    let bystander = try PhoneModel(seed: 2, chatter: false)
    defer { bystander.shutdown() }
    let touched = CatalogueCounter()
    try await CatalogueStand.with { stand in
      await stand.server.attach(
        CatalogueDisguise(model: bystander) { record in
          touched.add(1)
          return [record]
        })
      let attached = try await DeviceList.udids(stand.environment)
      #expect(attached.sorted() == [stand.model.udid, bystander.udid].sorted())
      let scenarios = try CatalogueFiles.committed.get().scenarios(testing: ["FS-03"])
      let run = try await stand.run(scenarios)
      #expect(run.claims(.pass) == ["FS-03"])
      #expect(run.findings.run.device.udid == stand.model.udid)
    }
    #expect(touched.value == 0)
  }
}
