public import Foundation

extension Conductor {
  /// Chooses in the share sheet, or in the sheet that "Open in…" shows, which an app has put on the screen.
  public struct ShareRequest: Codable, Hashable, Sendable {
    /// What is to be chosen.
    public struct Target: Codable, Hashable, Sendable {
      /// What sort of entry it is.
      public enum Kind: String, Codable, CaseIterable, Sendable {
        /// An activity of the system, by its label: `Save to Files`.
        case activity
        /// An app's extension, by its display name.
        case appExtension = "extension"
        /// The entry that copies the file to an app, by the app's display name.
        case copyTo = "copy-to"
        /// The entry that opens the file in an app, by the app's display name. Systems show the one or the other, so
        /// the entry that copies is taken where this one is absent.
        case openIn = "open-in"
      }

      public var kind: Kind
      public var name: String

      public init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
      }
    }

    /// The app that shows the sheet.
    public var bundle: String
    /// Nil only reads what is offered, and closes the sheet.
    public var target: Target?
    /// Milliseconds, see ``Conductor/ScreenTime``.
    public var timeLimit: Int?

    public init(bundle: String, target: Target?, timeLimit: Int? = nil) {
      self.bundle = bundle
      self.target = target
      self.timeLimit = timeLimit
    }
  }

  /// What became of a ``ShareRequest``.
  public struct ShareReply: Codable, Hashable, Sendable {
    /// The labels that the sheet offered, as far as they were in its tree.
    public var offered: [String]
    /// The label that was tapped.
    public var chosen: String?
    /// The lookups that found something, in order.
    public var lookups: [String]

    public init(offered: [String], chosen: String?, lookups: [String] = []) {
      self.offered = offered
      self.chosen = chosen
      self.lookups = lookups
    }
  }

  /// Goes through the document picker that an app has put on the screen.
  public struct PickerRequest: Codable, Hashable, Sendable {
    /// How the picker is left.
    public enum Choice: String, Codable, CaseIterable, Sendable {
      case open, save, cancel
      /// What it shows is read, and the picker is left by Cancel.
      case read
    }

    /// The app that shows the picker.
    public var bundle: String
    /// `On My iPhone` or a provider's display name; nil stays where the picker opens.
    public var location: String?
    /// Folders to open one after another.
    public var folders: [String]
    /// The file's name with its extension; nil where a folder is chosen or saved into.
    public var file: String?
    public var choice: Choice
    /// Whether a provider that is off until first used may be turned on.
    public var allowsProvider: Bool
    /// Milliseconds for each lookup, see ``Conductor/ScreenTime``.
    public var timeLimit: Int?

    public init(
      bundle: String, location: String? = nil, folders: [String] = [], file: String? = nil,
      choice: Choice = .open, allowsProvider: Bool = false, timeLimit: Int? = nil
    ) {
      self.bundle = bundle
      self.location = location
      self.folders = folders
      self.file = file
      self.choice = choice
      self.allowsProvider = allowsProvider
      self.timeLimit = timeLimit
    }
  }

  /// What became of a ``PickerRequest``.
  public struct PickerReply: Codable, Hashable, Sendable {
    /// What a picker showed.
    public struct Reading: Codable, Hashable, Sendable {
      /// The names of its locations.
      public var locations: [String]
      /// The labels in the place that the request leads to: `<stem>, <extension>`, `<name>, Folder`, and
      /// `<app>, Container` for an app's own folder. Nil where it leads nowhere.
      public var entries: [String]?

      public init(locations: [String], entries: [String]? = nil) {
        self.locations = locations
        self.entries = entries
      }
    }

    /// Whether the alert of a provider's first use came and was answered.
    public var allowedProvider: Bool
    /// Nil where nothing was to be read.
    public var reading: Reading?
    /// The lookups that found something, in order.
    public var lookups: [String]

    public init(allowedProvider: Bool, reading: Reading? = nil, lookups: [String] = []) {
      self.allowedProvider = allowedProvider
      self.reading = reading
      self.lookups = lookups
    }
  }

  /// Answers an alert.
  public struct AlertRequest: Codable, Hashable, Sendable {
    /// Which alert.
    public enum Kind: String, Codable, CaseIterable, Sendable {
      /// Asks for a permission.
      case permission
      /// Asks whether an app may paste.
      case paste
      /// Asks whether a file provider may be used, before its first use.
      case provider
      /// Whatever alert there is.
      case any
    }

    /// What is tapped.
    public enum Answer: String, Codable, CaseIterable, Sendable {
      case allow, deny
      /// The button that the request names.
      case button
      /// Nothing: the alert is only read.
      case none
    }

    /// The app that the alert is about.
    public var bundle: String
    public var kind: Kind
    public var answer: Answer
    /// The label to tap where the answer is ``Answer/button``.
    public var button: String?
    /// Milliseconds, see ``Conductor/ScreenTime``.
    public var timeLimit: Int?

    public init(
      bundle: String, kind: Kind, answer: Answer, button: String? = nil, timeLimit: Int? = nil
    ) {
      self.bundle = bundle
      self.kind = kind
      self.answer = answer
      self.button = button
      self.timeLimit = timeLimit
    }
  }

  /// The alert that was there.
  public struct AlertReply: Codable, Hashable, Sendable {
    /// Its title, and what it says.
    public var texts: [String]
    public var buttons: [String]
    /// The label that was tapped.
    public var pressed: String?
    /// The lookups that found something, in order.
    public var lookups: [String]

    public init(texts: [String], buttons: [String], pressed: String?, lookups: [String] = []) {
      self.texts = texts
      self.buttons = buttons
      self.pressed = pressed
      self.lookups = lookups
    }
  }

  /// Whether the phone is locked.
  public struct LockReply: Codable, Hashable, Sendable {
    public var isLocked: Bool
    /// What locked or unlocked it; nil where it was so already, or was only asked.
    public var way: String?

    public init(isLocked: Bool, way: String? = nil) {
      self.isLocked = isLocked
      self.way = way
    }
  }

  /// The screen as a picture.
  public struct Screenshot: Codable, Hashable, Sendable {
    public var png: Data

    public init(png: Data) { self.png = png }
  }

  /// Asks for the elements on the screen.
  public struct TreeRequest: Codable, Hashable, Sendable {
    /// Of an app; nil for what the system shows.
    public var bundle: String?

    public init(bundle: String? = nil) { self.bundle = bundle }
  }

  /// The elements of one app or service, as text.
  public struct ElementTree: Codable, Hashable, Sendable {
    /// Bundle identifier of the app or service.
    public var bundle: String
    public var text: String

    public init(bundle: String, text: String) {
      self.bundle = bundle
      self.text = text
    }
  }

  /// How long a lookup on the screen may take, in milliseconds.
  public enum ScreenTime {
    public static let standard = 10_000
    public static let bounds = 1...60_000
  }
}
