extension LogFamily {
  /// Whether a process of that name is one of the daemons that the family is named after. Words of some families can be
  /// logged by any process; these processes log nothing else.
  public func isLogged(by process: String) -> Bool {
    DaemonFamilies.senderFamily(process: process, image: nil) == self
  }
}
