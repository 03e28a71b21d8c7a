import Device
import Foundation
import ProbeProtocol
import Synchronization
import VirtualPhone

/// A made-up program that starts the Conductor's runner, and the virtual phone's part in it: what the program writes
/// down brings the virtual Conductor up, and the program ends with it.
final class StagedRunner: Sendable {
  /// How the program behaves.
  enum Habit: Sendable {
    /// It stays while the runner runs, and ends with 0 whatever happened.
    case stays
    /// It ends with 0 as soon as the runner runs, which goes on.
    case leaves
    /// It stays, and no runner comes up.
    case idles
    /// It complains and ends.
    case fails
  }

  let folder: URL
  private let model: PhoneModel
  private let habit: Habit
  private let work = Mutex<Task<Void, Never>?>(nil)

  init(_ habit: Habit, as program: String, of model: PhoneModel) throws {
    self.habit = habit
    self.model = model
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sandprobe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try install(program, Self.script(habit, in: folder.path))
    model.conductorCourse(.dies)
    work.withLock { $0 = Task { [self] in await play() } }
  }

  func install(_ program: String, _ script: String) throws {
    let file = folder.appendingPathComponent(program)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  func remove() {
    work.withLock { $0?.cancel() }
    try? FileManager.default.removeItem(at: folder)
  }

  /// The variables of a process that finds the program first.
  var path: [String: String] {
    let known = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": "\(folder.path):\(known)"]
  }

  /// How often it was started.
  var starts: Int { names.count { $0.hasPrefix("start-") } }
  /// The words of one start.
  func words(_ number: Int) -> String { text("words-\(number)") }
  /// Whether a start was ended by a signal.
  func wasKilled(_ number: Int) -> Bool { names.contains("killed-\(number)") }
  /// Whether the program of a start is gone.
  func isGone(_ number: Int) -> Bool { names.contains("left-\(number)") }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  private static func script(_ habit: Habit, in folder: String) -> String {
    let head = """
      if [ "$1" = -version ]; then echo 'Xcode 0'; exit 0; fi
      cd '\(folder)'
      n=1; while [ -e start-$n ]; do n=$((n + 1)); done
      printf '%s\\n' "$@" > words-$n
      bundle=; last=; for word in "$@"; do [ "$last" = -resultBundlePath ] && bundle=$word; last=$word; done
      trap 'touch killed-$n left-$n; exit 1' INT TERM
      env > env-$n; touch start-$n
      """
    switch habit {
    case .stays, .idles:
      return head + """

        while [ ! -e gone-$n ]; do sleep 0.02; done
        if [ -n "$bundle" ]; then mkdir -p "$bundle"; touch "$bundle/Info.plist"; fi
        touch left-$n
        """
    case .leaves: return head + "\ntouch left-$n"
    case .fails: return head + "\necho 'error: the phone is locked' >&2; touch left-$n; exit 65"
    }
  }

  private func play() async {
    var known = 0
    while !Task.isCancelled {
      if names.contains("start-\(known + 1)") {
        known += 1
        if habit == .stays || habit == .leaves {
          // The runner is one app: one that runs gives way.
          model.conductorCourse(.dies)
          model.startConductor(environment: environment(known))
        }
      }
      if known > 0, habit == .stays {
        if wasKilled(known) { model.conductorCourse(.dies) }
        if !model.hasConductor { try? Data().write(to: folder.appendingPathComponent("gone-\(known)")) }
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// What the runner of a start gets: variables of xcodebuild that begin with `TEST_RUNNER_`, and words behind `--env`.
  private func environment(_ number: Int) -> [String: String] {
    let variables = text("env-\(number)").split(separator: "\n").compactMap { line in
      line.hasPrefix("TEST_RUNNER_") ? line.dropFirst("TEST_RUNNER_".count) : nil
    }
    let words = words(number).split(separator: "\n")
    let given = zip(words, words.dropFirst()).compactMap { $0 == "--env" ? $1 : nil }
    let joined = words.compactMap { $0.hasPrefix("--env=") ? $0.dropFirst("--env=".count) : nil }
    return (variables + given + joined).reduce(into: [:]) { result, pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { result[parts[0]] = parts[1] }
    }
  }
}
