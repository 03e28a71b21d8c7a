#!/bin/sh
# Installs what `make apps` built: with devicectl where the phone has iOS 17 or later, else with ideviceinstaller.
# Written from documentation; not run with a phone yet.
#   UDID=…  which phone, where more than one is attached
#   ONLY="IsolatedA IsolatedB"  these apps alone: a free team may have three on a phone, the Conductor's runner among them
set -eu
cd "$(dirname "$0")/../.."
products=.build/phone/Build/Products/Debug-iphoneos
if [ ! -d "$products" ]; then
  echo "There is nothing to install in $products: make apps TEAM=ABCDE12345 builds it." >&2
  exit 69
fi
udid=${UDID:-$(idevice_id -l | sort -u)}
case $udid in
'')
  echo "No phone is attached, or it does not trust this computer." >&2
  exit 69
  ;;
*[[:space:]]*)
  echo "More than one phone is attached; say which: make install UDID=…" >&2
  exit 64
  ;;
esac
version=$(ideviceinfo -u "$udid" -k ProductVersion)
trouble=0
for app in "$products"/*.app; do
  name=$(basename "$app" .app)
  if [ -n "${ONLY:-}" ]; then
    case " $ONLY " in *" $name "*) ;; *) continue ;; esac
  fi
  echo "$name"
  if [ "${version%%.*}" -ge 17 ]; then
    xcrun devicectl device install app --device "$udid" "$app" || trouble=1
  else
    ideviceinstaller -u "$udid" -i "$app" || trouble=1
  fi
done
exit $trouble
