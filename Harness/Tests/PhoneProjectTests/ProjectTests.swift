import Foundation
import PhoneProject
import ProbeProtocol
import Scenario
import Testing

struct ProjectTests {
  @Test("project.yml keeps every rule")
  func rules() throws {
    #expect(try WorkingCopy.project().violations == [])
  }

  @Test("every Info.plist and entitlement can be written as a property list")
  func propertyLists() throws {
    for target in try WorkingCopy.project().project.targets.values {
      for content in [target.info, target.entitlements] {
        let list = JSONValue.object(content).foundation
        #expect(PropertyListSerialization.propertyList(list, isValidFor: .xml), "\(target.name)")
      }
    }
  }

  @Test("every principal class and scene delegate is a class of its target's sources")
  func classes() throws {
    let files = try WorkingCopy.project()
    for target in files.project.targets(.app, .appExtension) {
      let scene = target.info["UIApplicationSceneManifest"]?["UISceneConfigurations"]?[
        "UIWindowSceneSessionRoleApplication"]?.arrayValue?.first?["UISceneDelegateClassName"]
      let named = try #require(
        (scene ?? target.info["NSExtension"]?["NSExtensionPrincipalClass"])?.stringValue)
      #expect(named.hasPrefix("$(PRODUCT_MODULE_NAME)."))
      let name = try #require(named.split(separator: ".").last)
      let sources = try (files.files[target.name] ?? []).map {
        try String(contentsOfFile: $0, encoding: .utf8)
      }
      #expect(sources.contains { $0.contains("class \(name):") }, "\(target.name) has no class \(name)")
    }
  }

  @Test("the probes that scenarios may name are the apps of the project")
  func vocabulary() throws {
    let project = try WorkingCopy.project().project
    #expect(Vocabulary.probes.sorted() == project.targets(.app).map { ProbeName($0.name) })
    for (item, app) in Vocabulary.extensions {
      let target = try #require(project.targets(.app).first { $0.name == app.rawValue })
      let contained = try #require(project.targets(.appExtension).first { $0.name == item.rawValue })
      #expect(target.dependencies.contains(item.rawValue), "\(app) does not contain \(item)")
      #expect(target.groups["mailbox"] != nil && target.groups["mailbox"] == contained.groups["mailbox"])
    }
    for group in Vocabulary.groups {
      #expect(project.targets(.app).contains { $0.groups[group] != nil }, "no app is in a group '\(group)'")
    }
  }

  @Test("targets of one kind of identity share their sources")
  func sharedSources() throws {
    let apps = try WorkingCopy.project().project.targets(.app)
    #expect(Set(apps.map(\.sources)).count == 1)
  }
}

extension JSONValue {
  /// The value as Foundation's property lists hold it.
  var foundation: Any {
    switch self {
    case .null: NSNull()
    case .bool(let value): value
    case .int(let value): value
    case .double(let value): value
    case .string(let value): value
    case .array(let values): values.map(\.foundation)
    case .object(let members): members.mapValues(\.foundation)
    }
  }
}
