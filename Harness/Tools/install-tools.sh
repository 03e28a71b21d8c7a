#!/bin/sh
# Installs the external tools that SandProbe drives, where they are missing, and says what it does.
set -eu

missing=""
need() { # need TOOL DEBIAN-PACKAGE BREW-FORMULA
  command -v "$1" >/dev/null 2>&1 && return 0
  if [ "$manager" = brew ]; then package=$3; else package=$2; fi
  case " $missing " in *" $package "*) ;; *) missing="$missing $package" ;; esac
}

if [ "$(uname)" = Darwin ]; then
  manager=brew
else
  manager=apt-get
fi

need idevice_id libimobiledevice-utils libimobiledevice
need idevicesyslog libimobiledevice-utils libimobiledevice
need ideviceinfo libimobiledevice-utils libimobiledevice
need iproxy libusbmuxd-tools libusbmuxd
need ideviceinstaller ideviceinstaller ideviceinstaller
# sandprobe analyze reads compressed logs through these.
need gzip gzip gzip
need zstd zstd zstd

[ -n "$missing" ] || exit 0

if ! command -v "$manager" >/dev/null 2>&1; then
  echo "error: missing:$missing. $manager, which would install them, is not here either." >&2
  echo "help: install these packages by hand, then run make again." >&2
  exit 69
fi

echo "Installing$missing with $manager."
if [ "$manager" = brew ]; then
  # shellcheck disable=SC2086
  exec brew install $missing
fi
as_root=""
if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
$as_root apt-get update -qq || echo "warning: apt-get update failed; trying with the package lists at hand." >&2
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing
