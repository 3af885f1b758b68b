#!/bin/sh
# Installs the Debian packages that a list names, one a line; says which are missing where it may not. Run as debian.sh LIST
set -eu

missing=""
while read -r package; do
    case "$package" in ""|\#*) continue ;; esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done < "$1"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "Some Debian packages are missing. Run this once, then try again: sudo apt-get install$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
