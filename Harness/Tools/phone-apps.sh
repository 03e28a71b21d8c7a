#!/bin/sh
# Builds the probe apps for a phone. Written from documentation; not run on a Mac yet.
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
exec sh "$(dirname "$0")/build-apps.sh" phone "team $team" \
  -destination generic/platform=iOS -allowProvisioningUpdates -allowProvisioningDeviceRegistration \
  DEVELOPMENT_TEAM="$team" SANDPROBE_PREFIX="$prefix"
