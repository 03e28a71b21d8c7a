import XCTest

/// What XCUITest has no public way for. Each call is asked for before it is made, and is left out where it is gone.
@MainActor
enum PrivateCalls {
  /// The process id of an app, 0 where XCTest does not tell.
  static func processID(of app: XCUIApplication) -> Int32 {
    guard app.responds(to: NSSelectorFromString("processID")) else { return 0 }
    return (app.value(forKey: "processID") as? NSNumber)?.int32Value ?? 0
  }

  static func pressHome() -> Bool {
    XCUIDevice.shared.press(.home)
    return true
  }

  /// Presses the lock button. It does not lock where the runner was built with Xcode 27 or the phone has iOS 27.
  /// - Returns: False where there is no such call.
  static func pressLock() -> Bool {
    let selector = NSSelectorFromString("pressLockButton")
    guard XCUIDevice.shared.responds(to: selector) else { return false }
    XCUIDevice.shared.perform(selector)
    return true
  }

  /// The consumer page's power button, held for half a second: what WebDriverAgent sends on iOS 27.
  /// - Returns: False where there is no such call.
  static func sendLockEvent() -> Bool {
    let make = NSSelectorFromString("deviceEventWithPage:usage:duration:")
    let perform = NSSelectorFromString("performDeviceEvent:error:")
    guard let events = NSClassFromString("XCDeviceEvent") as? NSObject.Type, events.responds(to: make),
      XCUIDevice.shared.responds(to: perform)
    else { return false }
    typealias Make = @convention(c) (AnyObject, Selector, UInt32, UInt32, Double) -> Unmanaged<AnyObject>?
    typealias Perform =
      @convention(c) (
        AnyObject, Selector, AnyObject, AutoreleasingUnsafeMutablePointer<NSError?>?
      ) -> Bool
    let event = unsafeBitCast(events.method(for: make), to: Make.self)(events, make, 0x0C, 0x30, 0.5)
    guard let event = event?.takeUnretainedValue() else { return false }
    return unsafeBitCast(XCUIDevice.shared.method(for: perform), to: Perform.self)(
      XCUIDevice.shared, perform, event, nil)
  }
}
