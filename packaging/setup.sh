#!/bin/sh
# Makes everything that the project needs on a bare Debian 12: Debian libraries, the virtual environment, fonts, pictograms.
set -eu
cd "$(dirname "$0")/.."

packaging/debian.sh packaging/debian-packages.txt

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
