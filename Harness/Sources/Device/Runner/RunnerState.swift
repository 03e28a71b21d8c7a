/// How a runner that the harness started stands.
actor RunnerState {
  /// It answered at least once.
  private(set) var hasAnswered = false
  /// Why it is not started any more.
  private(set) var failure: (any Error)?
  /// The run is over: a runner that ends now ends in order.
  private(set) var isOver = false
  /// It is not started again.
  var isDone: Bool { isOver || failure != nil }
  private var said = ""

  func answered() { hasAnswered = true }
  func fail(_ error: any Error) { failure = failure ?? error }
  func endOfRun() { isOver = true }

  /// A new start: what the last program said is over.
  func begin() { said = "" }

  /// Keeps the end of what the program says.
  func add(_ text: String) { said = String((said + text).suffix(8_000)) }

  /// The last lines of it.
  var lastWords: String { ToolOutput.tail(of: said) }
}
