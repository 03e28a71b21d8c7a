import FileProvider

/// Registers the domain of a replicated file provider, which shows no location without one. Only an app whose
/// Info.plist names a domain has such a provider.
enum ProviderDomain {
  static func register() {
    guard #available(iOS 16.0, *),
      let name = Bundle.main.object(forInfoDictionaryKey: "SandProbeDomain") as? String
    else { return }
    let domain = NSFileProviderDomain(
      identifier: NSFileProviderDomainIdentifier(rawValue: "sandprobe"), displayName: name)
    // One that is there already is no trouble; any other shows as a location that is missing in the picker.
    NSFileProviderManager.add(domain) { _ in }
  }
}
