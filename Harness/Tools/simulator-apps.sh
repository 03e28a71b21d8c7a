#!/bin/sh
# Builds the probe apps for Simulators, which need no team. Written from documentation; not run on a Mac yet.
set -eu
# Signed to run on this Mac: App Groups need their entitlement in a Simulator too.
exec sh "$(dirname "$0")/build-apps.sh" simulator Simulators \
  -destination 'generic/platform=iOS Simulator' CODE_SIGN_IDENTITY=-
