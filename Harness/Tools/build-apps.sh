#!/bin/sh
# Builds every probe app, the extensions and the Conductor: build-apps.sh FOLDER FOR-WHOM XCODEBUILD-ARGUMENT…
# Written from documentation; not run on a Mac yet.
set -eu
folder=.build/$1
whom=$2
shift 2
if ! command -v xcodebuild >/dev/null; then
  echo "xcodebuild is not here: apps are built on a Mac with Xcode 26 or later." >&2
  exit 69
fi
cd "$(dirname "$0")/../.."
sh Harness/Tools/phone-project.sh
# So that the doctor can tell whether an installed app is of this checkout.
build=$(swift run sandprobe doctor --digest) || build=
products=$folder/Build/Products
rm -f "$products"/*.xctestrun
xcodebuild build-for-testing -project ProbeApps/SandProbe.xcodeproj -scheme SandProbe \
  -derivedDataPath "$folder" "$@" SANDPROBE_BUILD="$build"
set -- "$products"/*.xctestrun
if [ $# -ne 1 ] || [ ! -e "$1" ]; then
  echo "xcodebuild ended well and left no single xctestrun in $products." >&2
  exit 70
fi
echo "Built for $whom: $1"
