import Foundation
import Runner

/// A person who is played by a test.
final class TestDesk: OperatorDesk {
  private let stream: AsyncStream<OperatorWord>
  private let typed: AsyncStream<OperatorWord>.Continuation

  init() { (stream, typed) = AsyncStream.makeStream() }

  func type(_ word: OperatorWord) { typed.yield(word) }

  func nextWord() async -> OperatorWord? {
    for await word in stream { return word }
    return nil
  }
}
