// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: Swift 6, nothing implicit, warnings are errors.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// CryptoKit on Apple's platforms, its twin everywhere else.
let crypto: Target.Dependency = .product(
  name: "Crypto", package: "swift-crypto", condition: .when(platforms: [.linux]))

func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }
let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")

func room(
  _ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path ?? "Harness/Sources/\(name)",
    resources: resources, swiftSettings: strict)
}

/// A room's tests. Golden files are read from the working copy, where they are recorded.
func tests(
  of name: String, _ dependencies: [Target.Dependency], golden: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Harness/Tests/\(name)Tests",
    exclude: golden, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "SandProbe",
  platforms: [.macOS(.v14), .iOS(.v15)],
  products: [
    .executable(name: "sandprobe", targets: ["sandprobe"]),
    .library(name: "ProbeProtocol", targets: ["ProbeProtocol"]),
    .library(name: "ProbeKit", targets: ["ProbeKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // What both sides speak, and what runs on the phone.
    room("ProbeProtocol", [crypto]),
    room("ProbeKit", path: "ProbeApps/ProbeKit", ["ProbeProtocol"]),

    // The engine: pure functions over values. What looks at many bytes at once is C.
    .target(name: "ByteScan", path: "Harness/Sources/ByteScan"),
    room("Syslog", ["ByteScan", "ProbeProtocol"]),
    room("Scenario", ["ProbeProtocol", .product(name: "Yams", package: "Yams")]),
    room("Analysis", ["ProbeProtocol", "Syslog"]),
    room("Verdict", ["ProbeProtocol", "Scenario", "Syslog"]),
    room(
      "Report",
      [
        "Analysis", "ProbeProtocol", "Scenario", "Syslog", "Verdict",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),

    // The edges.
    room("LogInput"),
    room("RunFolder", ["ProbeProtocol", "Scenario", "Syslog", "Verdict"]),
    room("DeviceProtocol", ["ProbeProtocol"]),
    room(
      "Device",
      [
        "DeviceProtocol", "LogInput", "ProbeProtocol", nio("NIOCore"), nio("NIOHTTP1"), nio("NIOPosix"), tls,
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    room(
      "Runner", ["Device", "ProbeProtocol", "RunFolder", "Scenario", "Syslog", "Verdict"]),
    room(
      "VirtualPhone",
      [
        "DeviceProtocol", "ProbeKit", "ProbeProtocol", nio("NIOCore"), nio("NIOPosix"),
        nio("NIOHTTP1"), tls, .product(name: "X509", package: "swift-certificates"), crypto,
      ]),
    .executableTarget(
      name: "sandprobe",
      dependencies: [
        "Analysis", "Device", "LogInput", "ProbeProtocol", "Report", "RunFolder", "Runner", "Scenario",
        "Syslog", "Verdict",
        "VirtualPhone", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Harness/Sources/sandprobe", swiftSettings: strict),

    // What the phone side's project says, and the check of it against an SDK.
    room(
      "PhoneProject", ["ProbeKit", "ProbeProtocol", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "check-ios", dependencies: ["PhoneProject"], path: "Harness/Sources/check-ios",
      swiftSettings: strict),

    // What measures the engine, and what breaks logs for it. Nothing that is shipped depends on these.
    room("LogMutation", path: "Harness/Benchmarks/LogMutation", ["Analysis", "Syslog"]),
    .executableTarget(
      name: "syslog-bench", dependencies: ["Analysis", "LogInput", "LogMutation", "ProbeProtocol", "Syslog"],
      path: "Harness/Benchmarks/syslog-bench", swiftSettings: strict),

    // What shows every scenario to the engine through every fault. Nothing that is shipped depends on these.
    room(
      "Takes", path: "Harness/Soak/Takes",
      [
        "Device", "DeviceProtocol", "ProbeProtocol", "RunFolder", "Runner", "Scenario", "Syslog", "Verdict",
        "VirtualPhone",
      ]),
    .executableTarget(
      name: "soak",
      dependencies: [
        "ProbeProtocol", "Takes", "Verdict", "VirtualPhone",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Harness/Soak/soak", swiftSettings: strict),
    .executableTarget(
      name: "mutants",
      dependencies: ["Takes", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Harness/Soak/mutants", swiftSettings: strict),

    tests(of: "ProbeProtocol", ["LogMutation", "ProbeProtocol"]),
    tests(of: "ProbeKit", ["ProbeKit", "ProbeProtocol"]),
    tests(of: "PhoneProject", ["PhoneProject", "ProbeKit", "ProbeProtocol", "Scenario"]),
    tests(
      of: "Syslog", ["ByteScan", "LogMutation", "ProbeProtocol", "Syslog"], golden: ["Readings"],
      resources: [.copy("Corpus")]),
    tests(of: "Scenario", ["ProbeProtocol", "Scenario", .product(name: "Yams", package: "Yams")]),
    tests(of: "Analysis", ["Analysis", "LogMutation", "ProbeProtocol", "Syslog"]),
    tests(of: "LogInput", ["LogInput"]),
    tests(of: "Verdict", ["ProbeProtocol", "Scenario", "Syslog", "Verdict"]),
    tests(
      of: "Report", ["Analysis", "ProbeProtocol", "Report", "Scenario", "Syslog", "Verdict"],
      golden: ["Snapshots"]),
    tests(of: "Soak", ["ProbeProtocol", "Scenario", "Takes", "Verdict", "VirtualPhone"]),
    tests(of: "RunFolder", ["ProbeProtocol", "RunFolder", "Scenario", "Syslog", "Verdict"]),
    tests(
      of: "Device",
      ["Device", "DeviceProtocol", "LogInput", "ProbeProtocol", nio("NIOCore"), nio("NIOPosix")]),
    tests(of: "DeviceProtocol", ["DeviceProtocol"], resources: [.copy("Wire")]),
    tests(
      of: "VirtualPhone",
      [
        "Device", "DeviceProtocol", "PhoneProject", "ProbeKit", "ProbeProtocol", "VirtualPhone",
        nio("NIOCore"), nio("NIOPosix"), .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    tests(
      of: "Runner",
      [
        "Device", "DeviceProtocol", "ProbeProtocol", "Report", "RunFolder", "Runner", "Scenario", "Syslog",
        "Takes", "Verdict", "VirtualPhone",
      ], golden: ["Catalogue/MutantScore.txt"]),
    tests(
      of: "sandprobe",
      [
        "Device", "DeviceProtocol", "ProbeProtocol", "VirtualPhone", "check-ios", "sandprobe",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      golden: ["Snapshots"]),
  ]
)

// libFuzzer brings a `main` of its own, so this is built only where it is asked for.
if Context.environment["SANDPROBE_LIBFUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "syslog-libfuzzer", dependencies: ["LogMutation"], path: "Harness/Benchmarks/syslog-libfuzzer",
      swiftSettings: strict))
}
