import Foundation
import ProbeKit
import ProbeProtocol

/// A share or action extension that was chosen in a sheet: a process of its own, which takes the orders of its mailbox,
/// carries them out and is done.
final class RunningExtension: @unchecked Sendable {
  private let process: ModelledProcess
  private let agent: Agent
  private let mailbox: Mailbox?
  /// Whether another share gets this process too: no phone does so, only a mutant.
  private let isKept: Bool
  private let thread = Locked<WorkerThread?>(nil)

  init(_ item: InstalledApp, shared: SharedItem, screen: ScreenModel, on core: PhoneCore) {
    let probe = item.manifest.probe ?? ""
    isKept = !core.rules.holds(.extensionProcessPerShare)
    process = isKept ? core.kept(item, probe) : .start(item, probe: probe, on: core)
    process.receive(shared)
    let group = item.manifest.groups[ProbeManifest.mailboxGroup]
    mailbox = group.flatMap { [process] in try? Mailbox(probe: probe, group: $0, system: process) }
    let desk = ModelledDesk(process, screen: screen, attachments: [shared])
    agent = Agent(
      system: process, probe: probe,
      Agent.Surroundings(
        desk: desk, mailboxGroup: group, journalHome: mailbox?.folder, triggers: process.triggers))
  }

  func begin() {
    let thread = WorkerThread(name: process.identity.name) { [process, agent, mailbox, isKept] in
      if let text = try? mailbox?.take(), let list = try? OrderInbox.orders(encoded: text) { agent.run(list) }
      if !isKept { process.end() }
    }
    self.thread.withLock { $0 = thread }
  }

  func end() { process.end() }

  func join() { thread.withLock { $0 }?.join() }
}

extension PhoneCore {
  /// The process of an extension that another share left running.
  fileprivate func kept(_ item: InstalledApp, _ probe: ProbeName) -> ModelledProcess {
    keptProcesses.withLock { kept in
      if let process = kept[item.manifest.bundle], process.life.isAlive { return process }
      let process = ModelledProcess.start(item, probe: probe, on: self)
      kept[item.manifest.bundle] = process
      return process
    }
  }
}
