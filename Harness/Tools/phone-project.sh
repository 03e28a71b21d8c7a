#!/bin/sh
# Makes ProbeApps/SandProbe.xcodeproj from ProbeApps/project.yml.
set -eu
cd "$(dirname "$0")/../../ProbeApps"
if ! command -v xcodegen >/dev/null; then
  echo "xcodegen is not installed: brew install xcodegen (or build it with Swift Package Manager) and try again." >&2
  exit 69
fi
# XcodeGen asks for the user's name, and fails without one.
: "${USER:=$(id -un)}"
export USER
output=$(xcodegen generate 2>&1) || { echo "$output" >&2; exit 70; }
echo "$output"
case $output in
*'settings found'*)
  # It goes on without its presets, and writes a project without SDK and device family.
  rm -rf SandProbe.xcodeproj
  echo "xcodegen did not find its SettingPresets, so the project was not kept: keep them beside the binary." >&2
  exit 70
  ;;
esac
if command -v plutil >/dev/null; then
  for file in Generated/* SandProbe.xcodeproj/project.pbxproj; do
    plutil -lint "$file" >/dev/null || { echo "$file is not valid" >&2; exit 70; }
  done
fi
