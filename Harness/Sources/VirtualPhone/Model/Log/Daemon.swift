/// A daemon that has nothing to do with the experiments and logs all the same.
struct Daemon: Hashable, Sendable {
  var name: String
  var path: String
  var pid: Int32

  static let springBoard = Daemon(
    "SpringBoard", "/System/Library/CoreServices/SpringBoard.app/SpringBoard", 58)
  static let runningBoard = Daemon("runningboardd", "/usr/libexec/runningboardd", 34)
  static let wifi = Daemon("wifid", "/usr/sbin/wifid", 47)
  static let location = Daemon("locationd", "/usr/libexec/locationd", 66)
  static let backBoard = Daemon("backboardd", "/usr/libexec/backboardd", 67)
  static let symptoms = Daemon("symptomsd", "/usr/libexec/symptomsd", 127)
  static let media = Daemon("mediaserverd", "/usr/sbin/mediaserverd", 35)
  static let kernel = Daemon("kernel", "/kernel", 0)
  static let launchd = Daemon("launchd", "/sbin/launchd", 1)
  static let sharing = Daemon("sharingd", "/usr/libexec/sharingd", 71)
  static let containers = Daemon("containermanagerd", "/usr/libexec/containermanagerd", 102)

  static let all = [
    kernel, launchd, springBoard, runningBoard, wifi, location, backBoard, symptoms, media, containers,
    sharing,
  ]

  private init(_ name: String, _ path: String, _ pid: Int32) {
    self.name = name
    self.path = path
    self.pid = pid
  }
}
