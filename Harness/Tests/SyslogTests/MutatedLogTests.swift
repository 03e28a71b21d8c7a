import LogMutation
import Testing

@Suite("Damaged logs")
struct MutatedLogTests {
  private static let seeds: [UInt64] = Array(1...120)

  @Test("what must hold of every log holds of these", arguments: seeds)
  func properties(seed: UInt64) throws {
    var mutator = LogMutator(seed: seed, corpus: try Corpus.all().map { Array($0) })
    let log = mutator.log()
    // A line of a megabyte takes seconds without optimisation; `make fuzz` reads those.
    guard log.count < 30_000 else { return }
    #expect(StreamProperties.faults(of: log, seed: seed) == [])
    #expect(SurveyProperties.faults(of: log, seed: seed) == [])
    #expect(ExcerptProperties.faults(of: log, seed: seed) == [])
  }

  @Test("the same seed gives the same log, another seed another")
  func seeded() throws {
    let corpus = try Corpus.all().map { Array($0) }
    var first = LogMutator(seed: 7, corpus: corpus)
    var second = LogMutator(seed: 7, corpus: corpus)
    var other = LogMutator(seed: 8, corpus: corpus)
    let log = first.log()
    #expect(log == second.log())
    #expect(log != other.log())
  }

  @Test("cuts tile what they cut", arguments: [0, 1, 17, 5_000])
  func cuts(count: Int) {
    var mutator = LogMutator(seed: 3, corpus: [])
    #expect(mutator.cuts(of: count, longest: 9).flatMap { Array($0) } == Array(0..<count))
  }
}
