/// Where things lie on a phone. Paths are canonical: without links.
struct PhoneLayout: Hashable, Sendable {
  /// User id of `mobile` (FS-01).
  static let mobile: UInt32 = 501

  /// What stands before `Containers` and `Media`.
  var base: String
  var bundles: String
  /// What NSHomeDirectory puts before `Containers`: the source printed homes under `/var` (FS-02).
  var homeBase: String

  var dataContainers: String { "\(base)/Containers/Data/Application" }
  var extensionContainers: String { "\(base)/Containers/Data/PluginKitPlugin" }
  var groupContainers: String { "\(base)/Containers/Shared/AppGroup" }
  var media: String { "\(base)/Media" }

  /// A phone: FS-02, FS-10, and the temporary directory that the source printed.
  static let device = PhoneLayout(
    base: "/private/var/mobile", bundles: "/private/var/containers/Bundle/Application",
    homeBase: "/var/mobile")

  /// The Simulator: a folder of the Mac's user, as the source printed (FS-05).
  static func simulator(device: String) -> PhoneLayout {
    let base = "/Users/user/Library/Developer/CoreSimulator/Devices/\(device)/data"
    return PhoneLayout(base: base, bundles: "\(base)/Containers/Bundle/Application", homeBase: base)
  }

  /// The data container's path as NSHomeDirectory spells it.
  func home(of container: String) -> String { homeBase + container.dropFirst(base.count) }
}
