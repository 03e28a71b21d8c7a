import Foundation
import Report
import Testing
import Verdict

/// A real browser's view of the pages.
@Suite(
  .serialized,
  .enabled(if: Browser.program != nil, "no chromium on this machine: install it to run the browser tests"))
struct BrowserTests {
  @Test("the page's own script runs under its policy")
  func scriptRuns() throws {
    for page in [
      try HTMLReport.render(Fixture.rehearsal()), try ComparisonHTML.render(ComparisonFixture.comparison()),
      try LogSummaryHTML.render(LogFixture.summary()),
    ] {
      let dom = try Browser.dump(page)
      #expect(dom.contains("class=\"scripted\""))
      #expect(dom.contains("<button type=\"button\">Copy") || dom.contains("<body class="))
    }
  }

  @Test("hostile text runs nothing, even where no policy would stop it")
  func hostile() throws {
    let page = text(try HTMLReport.render(HostileFixture.findings()))
    let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    #expect(open != page)
    let measure =
      "<script>document.documentElement.dataset.beyond = "
      + "document.documentElement.scrollWidth - document.documentElement.clientWidth</script></body>"
    let dom = try Browser.dump(Data(open.replacing("</body>", with: measure).utf8))
    #expect(dom.contains("class=\"scripted\""))
    #expect(!dom.contains("data-owned"))
    #expect(dom.contains("data-beyond=\"0\""), "some text makes the page wider than the window")
    #expect(dom.ranges(of: "class=\"finding item\"").count == HostileFixture.attacks.count)
    #expect(dom.contains("</footer>"))
  }

  @Test("no text of any document becomes an element or runs, and no length of it widens the page")
  func planted() throws {
    for attack in [PlantedAttack.markup, .length] {
      let pages = [
        try HTMLReport.render(PlantedDocuments.findings.get().document(attack.text)),
        try ComparisonHTML.render(PlantedDocuments.comparison.get().document(attack.text)),
        try LogSummaryHTML.render(PlantedDocuments.summary.get().document(attack.text)),
      ]
      for page in pages {
        let open = text(page).replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
        let measure =
          "<script>document.documentElement.dataset.beyond = "
          + "document.documentElement.scrollWidth - document.documentElement.clientWidth;"
          + "document.documentElement.dataset.strange = document.querySelectorAll('x-owned, script').length</script></body>"
        let dom = try Browser.dump(Data(open.replacing("</body>", with: measure).utf8))
        #expect(dom.contains("class=\"scripted\""))
        #expect(dom.contains("data-strange=\"2\""), "the page's own script and this one")
        #expect(dom.contains("data-beyond=\"0\""), "some text makes the page wider than the window")
        #expect(dom.contains("</footer>"))
      }
    }
  }

  @Test("a hostile log runs nothing either, and its filter finds what a log has")
  func hostileLog() throws {
    let page = text(try LogSummaryHTML.render(LogFixture.hostile()))
    let open = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    let measure =
      "<script>document.documentElement.dataset.beyond = "
      + "document.documentElement.scrollWidth - document.documentElement.clientWidth</script></body>"
    let dom = try Browser.dump(
      Data(open.replacing("</body>", with: measure).utf8), fragment: "?family:sandbox-deny")
    #expect(dom.contains("class=\"scripted\""))
    #expect(!dom.contains("data-owned"))
    #expect(dom.contains("data-beyond=\"0\""), "some text makes the page wider than the window")
    #expect(dom.contains("\(HostileFixture.attacks.count) of \(2 * HostileFixture.attacks.count) shown"))
    #expect(dom.contains("</footer>"))
  }

  @Test("keys move between findings, and no letter acts while a field has the focus")
  func keys() throws {
    let steps = """
      <script>
      const event = (key) => new KeyboardEvent('keydown', { key, bubbles: true });
      const press = (key) => document.activeElement.dispatchEvent(event(key));
      const place = () => document.activeElement.closest('.finding, .record, input')?.id ?? 'none';
      const places = [];
      for (const key of ['j', 'j', 'k', 'f', 'e', '/', 'j', 'Escape']) {
        press(key);
        places.push(key + ' ' + place());
      }
      press('?');
      places.push('help ' + document.querySelector('#help').open);
      document.documentElement.dataset.places = places.join(', ');
      </script></body>
      """
    let page = text(try HTMLReport.render(Fixture.findings()))
      .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "").replacing(
        "</body>", with: steps)
    let dom = try Browser.dump(Data(page.utf8))
    let places = dom.firstMatch(of: /data-places="([^"]*)"/).map { String($0.output.1) }
    #expect(
      places == "j FS-10, j FS-15, k FS-10, f FS-15, "
        + "e journals/app-group.outsider-is-denied-1-outsider.jsonl:L4, / filter, j filter, Escape none, help true"
    )
  }

  @Test("a filter in the address hides what does not match, and an anchor unfolds its finding")
  func fragments() throws {
    let page = try HTMLReport.render(Fixture.findings())
    let filtered = try Browser.dump(page, fragment: "?verdict:fail%20claim:FS-1*")
    #expect(filtered.matches(of: /<details class="finding item"[^>]* hidden=""/).count == 5)
    #expect(filtered.contains("2 of 7 shown"))
    let empty = try Browser.dump(page, fragment: "?verdict:fail%20nowhere")
    #expect(empty.contains("No match: nowhere removed everything"))
    let unfolded = try Browser.dump(page, fragment: "FS-10/locate")
    #expect(unfolded.matches(of: /<details class="finding item" data-verdict="pass[^>]* open=""/).count == 1)
  }
}

enum Browser {
  static let program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The page's DOM, as the browser writes it down after the script has run.
  static func dump(_ page: Data, fragment: String = "") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sandprobe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    let output = folder.appendingPathComponent("dom.html")
    try page.write(to: file)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(program))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      file.absoluteString + (fragment.isEmpty ? "" : "#" + fragment),
    ]
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }
}
