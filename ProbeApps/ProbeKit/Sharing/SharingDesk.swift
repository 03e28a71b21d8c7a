public import Foundation
import ProbeProtocol

/// The system's sharing UI and the URLs that come through it, as a probe reaches them: beside ``ProbeSystem`` the
/// other narrow door.
///
/// Only an app with a screen or an extension has one. Every call may block, and none is made on the main thread.
public protocol SharingDesk: Sendable {
  /// Shows the sheet for a file; returns when it is on the screen.
  func present(_ sheet: SharingSheet, path: String) throws(SystemError)
  /// Shows the document picker; returns when it is on the screen.
  func presentPicker(_ mode: PickerMode) throws(SystemError)
  /// Takes away the sheet or the picker.
  func dismiss() throws(SystemError)
  /// The next URL that was handed over and not yet asked for; nil where none came in time.
  func nextArrival(within milliseconds: Int) -> Arrival?
  /// `NSItemProvider.loadItem` of an attachment, for its file URL.
  /// - Parameter stops: How often the completion calls `stopAccessingSecurityScopedResource`.
  func loadItem(_ index: Int, stops: Int) throws(SystemError) -> LoadedItem
  /// `startAccessingSecurityScopedResource`.
  func startAccess(_ url: HeldURL) throws(SystemError) -> Bool
  /// `stopAccessingSecurityScopedResource`.
  func stopAccess(_ url: HeldURL) throws(SystemError)
  /// `URL.bookmarkData`.
  func bookmark(of url: HeldURL) throws(SystemError) -> Data
  /// `URL(resolvingBookmarkData:)`.
  func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark
}

/// The sheets that offer a file to other apps.
public enum SharingSheet: String, CaseIterable, Sendable {
  /// `UIActivityViewController`.
  case activity
  /// `UIDocumentInteractionController.presentOpenInMenu`.
  case openIn = "open-in"
  /// `UIDocumentInteractionController.presentOptionsMenu`.
  case options
}

/// What the document picker does with the file.
public enum PickerMode: String, CaseIterable, Sendable {
  /// Gives a security-scoped URL of the file itself.
  case open
  /// Gives the URL of a copy.
  case `import`
}

/// A URL that another app, a person or the system handed over. The process keeps it, with whatever hangs on it.
public struct Arrival: Hashable, Sendable {
  /// How it came.
  public enum Way: String, Hashable, Sendable {
    /// `scene(_:openURLContexts:)`.
    case opened
    /// The document picker's delegate.
    case picked
    /// `loadItem`.
    case loaded
    case bookmark
  }

  /// Its number in this process, from 0.
  public var number: Int
  public var path: String
  public var way: Way
  /// `UIOpenURLContext`'s `openInPlace`; nil for other ways.
  public var isInPlace: Bool?

  public init(number: Int, path: String, way: Way, isInPlace: Bool? = nil) {
    self.number = number
    self.path = path
    self.way = way
    self.isInPlace = isInPlace
  }
}

/// What `loadItem` gave.
public struct LoadedItem: Hashable, Sendable {
  public var arrival: Arrival
  /// Whether the completion could read the file, after its calls to stop.
  public var isReadable: Bool

  public init(arrival: Arrival, isReadable: Bool) {
    self.arrival = arrival
    self.isReadable = isReadable
  }
}

/// What a bookmark became.
public struct ResolvedBookmark: Hashable, Sendable {
  public var arrival: Arrival
  public var isStale: Bool

  public init(arrival: Arrival, isStale: Bool) {
    self.arrival = arrival
    self.isStale = isStale
  }
}

/// Which URL a call is made on.
public enum HeldURL: Hashable, Sendable {
  /// The very URL that arrived.
  case arrival(Int)
  /// One made anew from a path.
  case path(String)
}
