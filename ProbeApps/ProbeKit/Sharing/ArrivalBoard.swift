public import Foundation
import ProbeProtocol

/// The URLs that were handed to this process, in order, and the wait for the next one.
public final class ArrivalBoard: @unchecked Sendable {
  private let condition = NSCondition()
  private var urls: [URL] = []
  private var waiting: [Arrival] = []

  public init() {}

  /// Keeps a URL, and gives it to whoever waits for the next one.
  @discardableResult
  public func add(_ url: URL, _ way: Arrival.Way, isInPlace: Bool? = nil) -> Arrival {
    condition.lock()
    defer { condition.unlock() }
    let arrival = keep(url, way, isInPlace)
    waiting.append(arrival)
    condition.broadcast()
    return arrival
  }

  /// Keeps a URL that nobody waits for, since its caller has it already.
  public func hold(_ url: URL, _ way: Arrival.Way) -> Arrival {
    condition.lock()
    defer { condition.unlock() }
    return keep(url, way, nil)
  }

  /// The oldest arrival that was not taken yet; nil where none comes in time.
  public func next(within milliseconds: Int) -> Arrival? {
    let end = Date(timeIntervalSinceNow: Double(max(0, milliseconds)) / 1_000)
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty {
      guard condition.wait(until: end) else { break }
    }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// The URL that a call is made on.
  /// - Throws: A failure where nothing of that number has arrived.
  public func url(_ held: HeldURL) throws(SystemError) -> URL {
    switch held {
    case .path(let path): return URL(fileURLWithPath: path)
    case .arrival(let number):
      condition.lock()
      defer { condition.unlock() }
      guard urls.indices.contains(number) else {
        throw DeskFault.noArrival.error("nothing has number \(number)")
      }
      return urls[number]
    }
  }

  private func keep(_ url: URL, _ way: Arrival.Way, _ isInPlace: Bool?) -> Arrival {
    urls.append(url)
    return Arrival(number: urls.count - 1, path: url.path, way: way, isInPlace: isInPlace)
  }
}

/// What goes wrong at a desk itself. The numbers are the codes of the outcome and never change.
public enum DeskFault: Int, Sendable {
  /// No arrival has that number.
  case noArrival = 1
  /// There is nothing to present on, or nothing to take away.
  case nothingShown = 2
  /// No attachment has that index, or it is no file.
  case noItem = 3
  /// The system did not answer in time.
  case late = 4
  /// The system offers no way: no other app takes such a file.
  case notOffered = 5

  /// The fault as a failed call.
  public func error(_ message: String) -> SystemError {
    .failure(.init(domain: "SandProbe.Desk", code: rawValue, message: message))
  }
}
