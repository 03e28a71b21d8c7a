import Foundation
import LogMutation

/// What libFuzzer calls with each input. It finds its inputs by the branches that they reach.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let log = Array(UnsafeBufferPointer(start: bytes, count: count))
  let seed = UInt64(count)
  let faults = StreamProperties.faults(of: log, seed: seed) + SurveyProperties.faults(of: log, seed: seed)
  guard faults.isEmpty else {
    FileHandle.standardError.write(Data(faults.joined(separator: "\n").utf8))
    abort()
  }
  return 0
}
