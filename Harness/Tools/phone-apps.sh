#!/bin/sh
# Builds every probe app, the extensions and the Conductor for a phone. Written from documentation; not run on a Mac yet.
set -eu
team=${TEAM:-}
prefix=${PREFIX:-dev.sandprobe.$team}
case $team in
??????????) ;;
*)
  echo "Say which team signs: make apps TEAM=ABCDE12345 (ten characters, see developer.apple.com/account)." >&2
  exit 64
  ;;
esac
if ! command -v xcodebuild >/dev/null; then
  echo "xcodebuild is not here: apps are built on a Mac with Xcode 26 or later." >&2
  exit 69
fi
cd "$(dirname "$0")/../.."
sh Harness/Tools/phone-project.sh
# So that the doctor can tell whether an installed app is of this checkout.
build=$(swift run sandprobe doctor --digest) || build=
products=.build/phone/Build/Products
rm -f "$products"/*.xctestrun
xcodebuild build-for-testing -project ProbeApps/SandProbe.xcodeproj -scheme SandProbe \
  -destination generic/platform=iOS -derivedDataPath .build/phone \
  -allowProvisioningUpdates -allowProvisioningDeviceRegistration \
  DEVELOPMENT_TEAM="$team" SANDPROBE_PREFIX="$prefix" SANDPROBE_BUILD="$build"
set -- "$products"/*.xctestrun
if [ $# -ne 1 ] || [ ! -e "$1" ]; then
  echo "xcodebuild ended well and left no single xctestrun in $products." >&2
  exit 70
fi
echo "Built for team $team: $1"
