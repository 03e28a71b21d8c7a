/// What Xcode's tools printed, as public repositories keep it. People's names are replaced, and members that nobody here
/// reads are left out.
enum Samples {
  /// `simctl list devices booted iOS --json`, of July 2022 (flutter/flutter, packages/flutter_tools/lib/src/ios/
  /// simulators.dart). Replaced: the owner's home folder.
  static let simulators = #"""
    {
      "devices" : {
        "com.apple.CoreSimulator.SimRuntime.iOS-14-0" : [
          {
            "lastBootedAt" : "2022-07-26T01:46:23Z",
            "dataPath" : "\/Users\/user\/Library\/Developer\/CoreSimulator\/Devices\/9EC90A99-6924-472D-8CDD-4D8234AB4779\/data",
            "dataPathSize" : 1620578304,
            "logPath" : "\/Users\/user\/Library\/Logs\/CoreSimulator\/9EC90A99-6924-472D-8CDD-4D8234AB4779",
            "udid" : "9EC90A99-6924-472D-8CDD-4D8234AB4779",
            "isAvailable" : true,
            "logPathSize" : 9740288,
            "deviceTypeIdentifier" : "com.apple.CoreSimulator.SimDeviceType.iPhone-11",
            "state" : "Booted",
            "name" : "iPhone 11"
          }
        ],
        "com.apple.CoreSimulator.SimRuntime.iOS-13-0" : [

        ],
        "com.apple.CoreSimulator.SimRuntime.iOS-12-4" : [

        ],
        "com.apple.CoreSimulator.SimRuntime.iOS-16-0" : [

        ]
      }
    }
    """#

  /// A Simulator with its device type and its runtime, of `simctl list --json`, of summer 2022 (bitrise-io/go-xcode,
  /// destination/testdata/testout.go). Replaced: the owner's home folder; left out: everything about others.
  static let wholeList = #"""
    {
      "devicetypes" : [
        {
          "productFamily" : "iPhone",
          "bundlePath" : "\/Applications\/Xcode-beta.app\/Contents\/Developer\/Platforms\/iPhoneOS.platform\/Library\/Developer\/CoreSimulator\/Profiles\/DeviceTypes\/iPhone 8.simdevicetype",
          "maxRuntimeVersion" : 4294967295,
          "maxRuntimeVersionString" : "65535.255.255",
          "identifier" : "com.apple.CoreSimulator.SimDeviceType.iPhone-8",
          "modelIdentifier" : "iPhone10,4",
          "minRuntimeVersionString" : "11.0.0",
          "minRuntimeVersion" : 720896,
          "name" : "iPhone 8"
        }
      ],
      "runtimes" : [
        {
          "bundlePath" : "\/Library\/Developer\/CoreSimulator\/Profiles\/Runtimes\/iOS 13.7.simruntime",
          "buildversion" : "17H22",
          "platform" : "iOS",
          "runtimeRoot" : "\/Library\/Developer\/CoreSimulator\/Profiles\/Runtimes\/iOS 13.7.simruntime\/Contents\/Resources\/RuntimeRoot",
          "identifier" : "com.apple.CoreSimulator.SimRuntime.iOS-13-7",
          "version" : "13.7",
          "isInternal" : false,
          "isAvailable" : true,
          "name" : "iOS 13.7",
          "supportedDeviceTypes" : [
            {
              "bundlePath" : "\/Applications\/Xcode-beta.app\/Contents\/Developer\/Platforms\/iPhoneOS.platform\/Library\/Developer\/CoreSimulator\/Profiles\/DeviceTypes\/iPhone 8.simdevicetype",
              "name" : "iPhone 8",
              "identifier" : "com.apple.CoreSimulator.SimDeviceType.iPhone-8",
              "productFamily" : "iPhone"
            }
          ]
        }
      ],
      "devices" : {
        "com.apple.CoreSimulator.SimRuntime.iOS-13-7" : [
          {
            "dataPath" : "\/Users\/user\/Library\/Developer\/CoreSimulator\/Devices\/3F9A1206-31E2-417B-BBC7-6330B52B8358\/data",
            "dataPathSize" : 320024576,
            "logPath" : "\/Users\/user\/Library\/Logs\/CoreSimulator\/3F9A1206-31E2-417B-BBC7-6330B52B8358",
            "udid" : "3F9A1206-31E2-417B-BBC7-6330B52B8358",
            "isAvailable" : true,
            "logPathSize" : 1171456,
            "deviceTypeIdentifier" : "com.apple.CoreSimulator.SimDeviceType.iPhone-8",
            "state" : "Shutdown",
            "name" : "iPhone 8"
          }
        ]
      }
    }
    """#

  /// Two of the Simulators of `simctl list devices --json`, of early 2021 (FilledStacks/device_finder, test/
  /// test_data.dart). Replaced: the owner's home folder.
  static let simulatorsWithoutRuntime = #"""
    {
      "devices" : {
        "com.apple.CoreSimulator.SimRuntime.tvOS-14-2" : [
          {
            "availabilityError" : "runtime profile not found",
            "dataPath" : "\/Users\/user\/Library\/Developer\/CoreSimulator\/Devices\/064545FB-B27F-4D1C-9F9F-C05F31F30B42\/data",
            "logPath" : "\/Users\/user\/Library\/Logs\/CoreSimulator\/064545FB-B27F-4D1C-9F9F-C05F31F30B42",
            "udid" : "064545FB-B27F-4D1C-9F9F-C05F31F30B42",
            "isAvailable" : false,
            "deviceTypeIdentifier" : "com.apple.CoreSimulator.SimDeviceType.Apple-TV-1080p",
            "state" : "Shutdown",
            "name" : "Apple TV"
          }
        ],
        "com.apple.CoreSimulator.SimRuntime.iOS-13-3" : [
          {
            "availabilityError" : "runtime profile not found",
            "dataPath" : "\/Users\/user\/Library\/Developer\/CoreSimulator\/Devices\/0EF9705E-9DAD-4B5F-86F7-93F41EC2ADAB\/data",
            "logPath" : "\/Users\/user\/Library\/Logs\/CoreSimulator\/0EF9705E-9DAD-4B5F-86F7-93F41EC2ADAB",
            "udid" : "0EF9705E-9DAD-4B5F-86F7-93F41EC2ADAB",
            "isAvailable" : false,
            "deviceTypeIdentifier" : "com.apple.CoreSimulator.SimDeviceType.iPhone-8",
            "state" : "Shutdown",
            "name" : "iPhone 8"
          }
        ]
      }
    }
    """#

  /// An app of the system, as `simctl appinfo` printed it (appium/node-simctl, lib/subcommands/appinfo.js). `listapps`
  /// prints such dictionaries by bundle identifier.
  static let systemApp = """
    {
      ApplicationType = Hidden;
      Bundle = "file:///Applications/Xcode-beta.app/Contents/Developer/Platforms/iPhoneOS.platform/Developer/Library/CoreSimulator/Profiles/Runtimes/iOS.simruntime/Contents/Resources/RuntimeRoot/System/Library/CoreServices/SpringBoard.app";
      CFBundleDisplayName = SpringBoard;
      CFBundleExecutable = SpringBoard;
      CFBundleIdentifier = "com.apple.springboard";
      CFBundleName = SpringBoard;
      CFBundleVersion = 50;
      GroupContainers =     {
      };
      Path = "/Applications/Xcode-beta.app/Contents/Developer/Platforms/iPhoneOS.platform/Developer/Library/CoreSimulator/Profiles/Runtimes/iOS.simruntime/Contents/Resources/RuntimeRoot/System/Library/CoreServices/SpringBoard.app";
      SBAppTags =     (
      );
    }
    """

  /// A phone and a watch of `devicectl list devices --json-output`, of September 2024 (a test of tuist/tuist's
  /// DeviceController). Replaced: the owner's name; left out: serial numbers, processor types, snapshots.
  static let devicectlList = """
    {
      "info" : {
        "arguments" : [
          "devicectl",
          "list",
          "devices",
          "--json-output",
          "devices.json"
        ],
        "commandType" : "devicectl.list.devices",
        "environment" : {
          "TERM" : "xterm-256color"
        },
        "jsonVersion" : 2,
        "outcome" : "success",
        "version" : "397.21"
      },
      "result" : {
        "devices" : [
          {
            "capabilities" : [
              {
                "featureIdentifier" : "com.apple.coredevice.feature.unpairdevice",
                "name" : "Unpair Device"
              }
            ],
            "connectionProperties" : {
              "authenticationType" : "manualPairing",
              "isMobileDeviceOnly" : false,
              "lastConnectionDate" : "2024-09-27T16:46:54.036Z",
              "pairingState" : "paired",
              "potentialHostnames" : [
                "00008120-001109881103C01E.coredevice.local",
                "E5E85238-76F2-4F59-A60F-0B4D08F33764.coredevice.local"
              ],
              "transportType" : "localNetwork",
              "tunnelState" : "disconnected",
              "tunnelTransportProtocol" : "tcp"
            },
            "deviceProperties" : {
              "bootedFromSnapshot" : true,
              "ddiServicesAvailable" : false,
              "developerModeStatus" : "enabled",
              "hasInternalOSBuild" : false,
              "name" : "Somebody's iPhone",
              "osBuildUpdate" : "21G93",
              "osVersionNumber" : "17.6.1",
              "rootFileSystemIsWritable" : false
            },
            "hardwareProperties" : {
              "deviceType" : "iPhone",
              "hardwareModel" : "D73AP",
              "marketingName" : "iPhone 14 Pro",
              "platform" : "iOS",
              "productType" : "iPhone15,2",
              "reality" : "physical",
              "udid" : "00008120-001109881103C01E"
            },
            "identifier" : "E5E85238-76F2-4F59-A60F-0B4D08F33764",
            "tags" : [

            ],
            "visibilityClass" : "default"
          },
          {
            "capabilities" : [
              {
                "featureIdentifier" : "com.apple.coredevice.feature.unpairdevice",
                "name" : "Unpair Device"
              }
            ],
            "connectionProperties" : {
              "authenticationType" : "manualPairing",
              "isMobileDeviceOnly" : false,
              "pairingState" : "paired",
              "transportType" : "localNetwork",
              "tunnelState" : "disconnected",
              "tunnelTransportProtocol" : "tcp"
            },
            "deviceProperties" : {
              "ddiServicesAvailable" : false,
              "name" : "My Watch"
            },
            "hardwareProperties" : {
              "deviceType" : "appleWatch",
              "platform" : "watchOS",
              "productType" : "Watch6,15",
              "udid" : "00008301-F856EAF4350DA92F"
            },
            "identifier" : "497621AE-9F6E-0515-BF34-974F61E542E6",
            "tags" : [

            ],
            "visibilityClass" : "default"
          }
        ]
      }
    }
    """

  /// Of `devicectl device install app`, of a folder that is no app (Qt Creator's test of its devicectl parser, 2024). Left
  /// out: addresses of files.
  static let installFailure = """
    {
      "error" : {
        "code" : 3002,
        "domain" : "com.apple.dt.CoreDeviceError",
        "userInfo" : {
          "NSLocalizedDescription" : {
            "string" : "Failed to install the app on the device."
          },
          "NSUnderlyingError" : {
            "error" : {
              "code" : 3000,
              "domain" : "com.apple.dt.CoreDeviceError",
              "userInfo" : {
                "NSLocalizedDescription" : {
                  "string" : "The item at cmake_widgets.app is not a valid bundle."
                },
                "NSLocalizedFailureReason" : {
                  "string" : "Failed to get the identifier for the app to be installed."
                },
                "NSLocalizedRecoverySuggestion" : {
                  "string" : "Ensure that your bundle's Info.plist contains a value for the CFBundleIdentifier key."
                }
              }
            }
          }
        }
      },
      "info" : {
        "commandType" : "devicectl.device.install.app",
        "environment" : {
          "TERM" : "xterm-256color"
        },
        "jsonVersion" : 2,
        "outcome" : "failed",
        "version" : "355.7.7"
      }
    }
    """

  /// Of `devicectl device process launch` (the same test).
  static let launch = """
    {
      "info" : {
        "commandType" : "devicectl.device.process.launch",
        "environment" : {
          "TERM" : "xterm-256color"
        },
        "jsonVersion" : 2,
        "outcome" : "success",
        "version" : "355.7.7"
      },
      "result" : {
        "deviceIdentifier" : "00000000-0000-0000-0000-000000000000",
        "launchOptions" : {
          "activatedWhenStarted" : true,
          "arguments" : [

          ],
          "environmentVariables" : {
            "TERM" : "xterm-256color"
          },
          "platformSpecificOptions" : {

          },
          "startStopped" : false,
          "terminateExistingInstances" : false,
          "user" : {
            "active" : true
          }
        },
        "process" : {
          "auditToken" : [
            4294967295,
            501,
            501,
            501,
            501,
            1802,
            0,
            5118
          ],
          "executable" : "file:///private/var/containers/Bundle/Application/00000000-0000-0000-0000-000000000000/test.app/test",
          "processIdentifier" : 1802
        }
      }
    }
    """

  /// Of `devicectl device info processes` with a filter (the same test).
  static let processes = """
    {
      "info" : {
        "commandType" : "devicectl.device.info.processes",
        "environment" : {
          "TERM" : "xterm-256color"
        },
        "jsonVersion" : 2,
        "outcome" : "success",
        "version" : "355.7.7"
      },
      "result" : {
        "deviceIdentifier" : "00000000-0000-0000-0000-000000000000",
        "runningProcesses" : [
          {
            "executable" : "file:///private/var/containers/Bundle/Application/00000000-0000-0000-0000-000000000000/test.app/test",
            "processIdentifier" : 1000
          }
        ]
      }
    }
    """
}
