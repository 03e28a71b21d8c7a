#!/bin/sh
# Builds every probe app, the extensions and the Conductor for Simulators, which need no team. Written from
# documentation; not run on a Mac yet.
set -eu
if ! command -v xcodebuild >/dev/null; then
  echo "xcodebuild is not here: apps are built on a Mac with Xcode 26 or later." >&2
  exit 69
fi
cd "$(dirname "$0")/../.."
sh Harness/Tools/phone-project.sh
build=$(swift run sandprobe doctor --digest) || build=
products=.build/simulator/Build/Products
rm -f "$products"/*.xctestrun
# Signed to run on this Mac: App Groups need their entitlement in a Simulator too.
xcodebuild build-for-testing -project ProbeApps/SandProbe.xcodeproj -scheme SandProbe \
  -destination 'generic/platform=iOS Simulator' -derivedDataPath .build/simulator \
  CODE_SIGN_IDENTITY=- SANDPROBE_BUILD="$build"
set -- "$products"/*.xctestrun
if [ $# -ne 1 ] || [ ! -e "$1" ]; then
  echo "xcodebuild ended well and left no single xctestrun in $products." >&2
  exit 70
fi
echo "Built for Simulators: $1"
