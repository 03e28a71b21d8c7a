#if canImport(Darwin)
  public import Foundation
  import ProbeProtocol

  extension SystemError {
    /// An error of a framework, in its own words.
    public init(_ error: any Error) {
      let error = error as NSError
      self = .failure(.init(domain: error.domain, code: error.code, message: error.localizedDescription))
    }
  }

  /// What a desk does with the URLs on its board, the same for apps and extensions.
  extension ArrivalBoard {
    public func startAccess(_ held: HeldURL) throws(SystemError) -> Bool {
      try url(held).startAccessingSecurityScopedResource()
    }

    public func stopAccess(_ held: HeldURL) throws(SystemError) {
      try url(held).stopAccessingSecurityScopedResource()
    }

    /// iOS has no option for security-scoped bookmarks: every bookmark of such a URL carries its scope (Apple,
    /// `NSURL.BookmarkCreationOptions`: `withSecurityScope` is for macOS).
    public func bookmark(of held: HeldURL) throws(SystemError) -> Data {
      let url = try url(held)
      do {
        return try url.bookmarkData()
      } catch {
        throw SystemError(error)
      }
    }

    public func resolve(bookmark: Data) throws(SystemError) -> ResolvedBookmark {
      var isStale = false
      do {
        let url = try URL(resolvingBookmarkData: bookmark, bookmarkDataIsStale: &isStale)
        return ResolvedBookmark(arrival: hold(url, .bookmark), isStale: isStale)
      } catch {
        throw SystemError(error)
      }
    }
  }
#endif
