#!/bin/sh
# Makes .venv and puts exactly what requirements.lock names into it, then the project itself. Safe to repeat: when
# nothing changed it ends at once and says nothing. Packages are checked by hash, so it does not matter which index
# or mirror this machine's pip is told to use.
set -eu
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
VENV=.venv
STAMP=$VENV/.ready
# The folder is part of the stamp: the scripts in a virtual environment stop working when it is moved.
NOW="$(pwd; cat requirements.lock pyproject.toml | cksum)"

say() { echo "setup: $*" >&2; }

usable() { "$VENV/bin/python" -c 'import pip' 2>/dev/null; }

ready() { [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$NOW" ] && usable; }

moved() { [ -f "$STAMP" ] && [ "$(head -n 1 "$STAMP")" != "$(pwd)" ]; }

missing() {
    for tool in git make; do
        command -v "$tool" >/dev/null || printf ', %s' "$tool"
    done
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf ', Python 3.11 or newer (%s is %s; choose another with PYTHON=...)' \
            "$PYTHON" "$("$PYTHON" --version 2>/dev/null || echo not there)"
    elif ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        printf ', venv and ensurepip of %s (Debian, Ubuntu: apt install python3-venv)' "$PYTHON"
    fi
}

# Settings that are sensible for a user's own pip and wrong inside a virtual environment or for a pinned list.
pip_install() {
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_REQUIRE_HASHES=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$VENV/bin/python" -m pip install -qq "$@"
}

install_all() {
    pip_install --require-hashes -r requirements.lock && pip_install --no-deps --no-build-isolation -e .
}

# What programs read of the translations is made from what people write; newer than that it must be.
translations() {
    newest=$(find shared services -path '*/translations/*' -name '*.po' -newer "$VENV/.translations" 2>/dev/null | head -n 1)
    if [ ! -f "$VENV/.translations" ] || [ -n "$newest" ]; then
        "$VENV/bin/python" -m deploy.translations compile
        touch "$VENV/.translations"
    fi
}

if ready; then
    translations
    exit 0
fi
lacking=$(missing)
if [ -n "$lacking" ]; then
    say "missing: ${lacking#, }"
    exit 2
fi
say "installing into $VENV"
if moved || ! usable; then
    "$PYTHON" -m venv --clear "$VENV"
fi
if ! install_all; then
    say "trying again without this machine's pip settings"
    PIP_CONFIG_FILE=/dev/null install_all || { say "installing failed: see above"; exit 1; }
fi
# So that the first start does not have to compile; a folder that cannot be written only makes it slower.
"$VENV/bin/python" -m compileall -q shared services deploy || true
rm -f "$VENV/.translations"
translations
echo "$NOW" > "$STAMP"
