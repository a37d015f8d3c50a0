#!/bin/sh
# Makes .venv and fills it from the lock. A second run with the same lock does nothing.
# usage: setup.sh run|test
set -eu
cd "$(dirname "$0")/../.."
lock=requirements-dev.lock
stamp=.venv/installed.lock

find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$python"
            return
        fi
    done
    echo "Loanerdesk needs Python 3.11 or later; none was found." >&2
    exit 1
}

make_venv() {
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        "$python" -m config.setup.system venv
        "$python" -m venv .venv
    fi
}

install_packages() {
    echo "Installing Python packages …"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-setup.lock
    .venv/bin/uv pip install --quiet -p .venv/bin/python --require-hashes -r "$lock"
    cp "$lock" "$stamp"
}

python=$(find_python)
"$python" -m config.setup.system "$1" &
system=$!

if ! .venv/bin/python -c '' 2>/dev/null; then
    make_venv
fi
if ! cmp -s "$lock" "$stamp"; then
    install_packages
fi
wait "$system"
