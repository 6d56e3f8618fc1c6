#!/bin/sh
# Installs what some tests need and Python's packages do not bring: a browser, and fonts for every script we write.
# Only as root on Debian; elsewhere it says nothing, and the tests say at their end what was missing. Safe to repeat:
# when all is there it ends at once.
set -eu

# fonts-noto-core has Arabic and Persian, Ethiopic (Tigrinya), Tamil and Cyrillic.
PACKAGES="chromium fonts-noto-core"

say() { echo "setup-tests: $*" >&2; }

may_install() {
    [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && command -v apt-get >/dev/null
}

missing() {
    there=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' $PACKAGES 2>/dev/null || true)
    for package in $PACKAGES; do
        printf '%s\n' "$there" | grep -qx "installed $package" || printf ' %s' "$package"
    done
}

# Without a network this gives up soon, and it waits a minute for somebody else's installation.
apt() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::http::Timeout=20 -o DPkg::Lock::Timeout=60 "$@" \
        </dev/null >/dev/null
}

install() { apt install --yes --no-install-recommends "$@"; }

may_install || exit 0
lacking=$(missing)
[ -n "$lacking" ] || exit 0
say "installing$lacking"
# The list of packages may be old or was never fetched; then the first try fails. What fails twice is not fatal here.
if ! install $lacking 2>/dev/null; then
    apt update || true
    install $lacking || say "could not install$lacking; the tests that need it will say so"
fi
