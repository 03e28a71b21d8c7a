/// What can go wrong with a virtual phone, by the names that `--fault` takes, in the order in which help lists them.
package enum FaultKind: String, CaseIterable, Codable, Hashable, Sendable {
  // What the log loses, repeats and mixes up.
  case drop, duplicate, reorder, delay, truncate
  case fold
  case foldNoPID = "fold-no-pid"
  case shortNames = "short-names"
  case flood
  case borrowedPID = "borrowed-pid"
  case clockStep = "clock-step"
  case timeZone = "time-zone"

  // What the relay's connection does.
  case stuck, disconnect, silent
  case sendsNothing = "sends-nothing"
  case cut, redact
  case redactPaths = "redact-paths"
  case missingLevel = "missing-level"

  // What becomes of the Conductor.
  case conductorDies = "conductor-dies"
  case conductorHangs = "conductor-hangs"
  case conductorLate = "conductor-late"

  // What becomes of an actor.
  case crashBefore = "crash-before"
  case crashWithin = "crash-within"
  case crashAfter = "crash-after"
  case halfJournal = "half-journal"

  // What is wrong with the phone.
  case diskFull = "disk-full"
  case pidReuse = "pid-reuse"
  case twin

  // What other apps, files and names pretend.
  case forgedEvents = "forged-events"
  case replayedEvents = "replayed-events"
  case newlineKernel = "newline-kernel"
  case newlineEvent = "newline-event"
  case kernelName = "kernel-name"
  case hostileDevice = "hostile-device"
  case hostileFiles = "hostile-files"
  case hostileApps = "hostile-apps"
}

extension FaultKind {
  /// Where a fault sits.
  package enum Layer: String, CaseIterable, Codable, Hashable, Sendable {
    case log, channel, conductor, actor, phone, lie
  }

  /// What has to be at hand to work a fault in.
  package enum Means: String, Hashable, Sendable {
    /// The records alone: ``LogDisturbance``.
    case records
    /// The bytes that a relay sends: ``ChannelDisturbance``.
    case bytes
    /// The phone while it acts: ``PhoneModel`` and ``FaultyDevice``. What happens next may be another thing.
    case course
  }

  package var layer: Layer { description.layer }
  package var means: Means { description.means }
  package var description: FaultDescription { FaultDescription(self) }
}
