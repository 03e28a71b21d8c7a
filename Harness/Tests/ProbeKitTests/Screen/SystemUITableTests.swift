import Testing

@testable import ProbeKit

struct SystemUITableTests {
  @Test("Every version of iOS has a place to look for every part, and every place has a source")
  func complete() {
    let pasteParts: Set<UIPart> = [.pasteAllow, .pasteDeny]
    for version in SystemUITable.known {
      let table = SystemUITable(version: version)
      for part in UIPart.allCases {
        // The paste alert came with iOS 16.
        #expect(table.lookups(for: part).isEmpty == (version < 16 && pasteParts.contains(part)), "\(part)")
      }
      #expect(Set(table.lockWays).count == 2)
    }
    #expect(SystemUITable.all.allSatisfy { !$0.source.isEmpty && !$0.path.steps.isEmpty })
  }

  @Test("The service is asked before the app, the system before the app, and the picker in the app alone")
  func owners() {
    let table = SystemUITable(version: 18)
    #expect(table.lookups(for: .shareSheet).map(\.owner) == [.sharing, .app])
    #expect(table.lookups(for: .alert).map(\.owner) == [.springboard, .app])
    for part in [UIPart.picker, .pickerLocation, .pickerFile, .pickerOpen] {
      #expect(table.lookups(for: part).allSatisfy { $0.owner == .app })
    }
  }

  @Test("What differs between versions does")
  func versions() {
    let old = SystemUITable(version: 17).lookups(for: .shareClose)
    let new = SystemUITable(version: 26).lookups(for: .shareClose)
    #expect(new.count > old.count && Array(new.prefix(old.count)) == old)
    #expect(SystemUITable(version: 26).lockWays.first == .lockByDevice)
    #expect(SystemUITable(version: 27).lockWays.first == .lockByEvent)
    #expect(SystemUITable(version: 4).version == 15 && SystemUITable(version: 99).version == 27)
  }

  @Test("A name takes its place in paths, whatever is in it")
  func names() {
    let path = ElementPath(.init(.cell, .named("Copy to {name}")), .init(.button, .last))
    #expect(path.naming("A {name} B").description == "cell 'Copy to A {name} B' > last button")
    #expect(FileCellName("a.b.txt").whole == "a.b, txt")
    #expect(FileCellName(".hidden").whole == ".hidden")
    #expect(FileCellName("plain.").stem == "plain.")
  }
}
