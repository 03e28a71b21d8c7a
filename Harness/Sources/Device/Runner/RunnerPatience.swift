/// How long the harness waits for a runner that it started.
public struct RunnerPatience: Hashable, Sendable {
  /// From the start of the program until the Conductor answers: Xcode installs every probe app first.
  public var start: Duration = .seconds(300)
  /// Between two questions whether it answers.
  public var look: Duration = .seconds(1)
  /// For an answer to such a question.
  public var answer: Duration = .seconds(5)
  /// For a runner to show that it lives on when its program has ended.
  public var afterlife: Duration = .seconds(5)
  /// For the program to end by itself when the runner was asked to.
  public var farewell: Duration = .seconds(30)
  /// For the page of a result bundle.
  public var page: Duration = .seconds(120)
  /// How often it is started in one run.
  public var starts = 10

  public init() {}
}
