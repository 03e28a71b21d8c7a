/// AFC's operations that are spoken here (libimobiledevice 1.3.0 src/afc.h).
public enum AFCOperation: UInt64, Sendable {
  case status = 1
  case data = 2
  case readDirectory = 3
  case removePath = 8
  case makeDirectory = 9
  case fileInfo = 10
  case deviceInfo = 11
  case fileOpen = 13
  /// The reply to ``fileOpen``.
  case fileOpenResult = 14
  case fileRead = 15
  case fileWrite = 16
  case fileSeek = 17
  case fileTell = 18
  /// The reply to ``fileTell``.
  case fileTellResult = 19
  case fileClose = 20
  case fileTruncate = 21
  case removePathAndContents = 0x22
}

/// AFC's status numbers that are used here (libimobiledevice 1.3.0 include/libimobiledevice/afc.h).
public enum AFCStatus: UInt64, Error, Sendable {
  case success = 0
  case unknownError = 1
  case invalidArgument = 7
  case objectNotFound = 8
  case objectIsDirectory = 9
  case permissionDenied = 10
  case unsupported = 15
  case objectExists = 16
  case noSpaceLeft = 18
  case directoryNotEmpty = 33
}

/// How FILE_OPEN opens a file.
public enum AFCMode: UInt64, Sendable {
  case read = 1
  case readWrite = 2
  case write = 3
  case writeRead = 4
  case append = 5
  case appendRead = 6
}
