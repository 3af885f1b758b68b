#!/bin/sh
# Makes everything that the project needs on a bare Debian 12: Debian libraries, the virtual environment, fonts, pictograms.
set -eu
cd "$(dirname "$0")/.."

missing=""
while read -r package; do
    case "$package" in ""|\#*) continue ;; esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done < packaging/debian-packages.txt
if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "Some Debian packages are missing. Run this once, then try again: sudo apt-get install$missing" >&2
        exit 1
    fi
    echo "Installing Debian packages:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

stamp=.venv/.stamp
wanted=$(cat packaging/requirements/dev.lock pyproject.toml | sha256sum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
    echo "Preparing the virtual environment"
    [ -x .venv/bin/python ] || /usr/bin/python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements/dev.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$wanted" > $stamp
fi

.venv/bin/python packaging/assets/build.py
