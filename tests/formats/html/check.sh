#!/usr/bin/env bash
# Opens the HTML report in a real headless Chromium, and has axe-core look at it.
#
#   tests/formats/html/check.sh PATH-TO-UNBLAME [SCREENSHOTS [MORE-DOCUMENTS...]]
#
# Needs Node with npm, and Chromium in PATH or $CHROMIUM; as root on Debian it installs Chromium itself. It fails where these can't be
# had: a page that nobody opened is not checked.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
binary=$(realpath "${1:?usage: check.sh PATH-TO-UNBLAME [SCREENSHOTS [MORE-DOCUMENTS...]]}")
cache=${UNBLAME_VALIDATORS:-${CARGO_TARGET_DIR:-$root/target}/validators}/html
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
screenshots=${2:-$cache/screenshots}
mkdir -p "$screenshots"
screenshots=$(cd "$screenshots" && pwd)
more=("${@:3}")

fail() {
    printf 'error: %s: the HTML report was not checked\n' "$*" >&2
    exit 1
}

# Programs that Debian can install.
ensure() {
    command -v "$1" >/dev/null && return
    command -v apt-get >/dev/null && [[ $(id -u) -eq 0 ]] || fail "$1 is missing; please install it"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null ||
        fail "$1 can't be installed"
}

install() {
    local stamp
    stamp=$(cksum <"$here/package.json")
    if [[ -f $cache/stamp && $(cat "$cache/stamp") == "$stamp" ]]; then return; fi
    rm -rf "$cache/node_modules" "$cache/stamp"
    cp "$here/package.json" "$cache/"
    (cd "$cache" && npm install --no-audit --no-fund --loglevel=error) || fail 'npm could not install the checkers'
    printf '%s\n' "$stamp" >"$cache/stamp"
}

report() {
    local status=0
    "$binary" check --isolated -q --format html "${@:2}" >"$1" || status=$?
    [[ $status -lt 2 ]] || fail "unblame ended with $status"
}

# Documents that try to get out of the page, and one that is not read.
hostile() {
    local folder=$1
    mkdir -p "$folder"
    printf '# </script><script>window.broken = 1</script>\n\nPriya forgot to <img src=x onerror="window.broken=1"> renew it.\n\n' >"$folder/a.md"
    printf 'Then Bob\r\nforgot to check \x1b[31m</script></style><b>&\x0b\0 ]]> \xe2\x80\xae it\xc2\x9b. It was careless of Bob.\r\n' >>"$folder/a.md"
    printf 'Ana forgot to check %s.\n' "$(printf 'x%.0s' {1..3000})" >"$folder/long.md"
    printf '\xd7\x94\xd7\x95\xd7\x90 \xd7\xa9\xd7\x9b\xd7\x97. Ana forgot to check it.\n' >"$folder/right-to-left.md"
    printf 'Ana forgot to check it.\n' >"$folder/\"><img src=x onerror=window.broken=1>&'.md"
    printf '\xff\xfe' >"$folder/unread.md"
}

ensure node nodejs npm
ensure npm npm
chromium=${CHROMIUM:-}
if [[ -z $chromium ]]; then
    ensure chromium chromium fonts-dejavu-core
    chromium=$(command -v chromium)
fi
install
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/reports"
cd "$root"
report "$scratch/reports/own.html" examples
report "$scratch/reports/again.html" -j 1 examples
cmp "$scratch/reports/own.html" "$scratch/reports/again.html"
rm "$scratch/reports/again.html"
printf 'The pod failed to start.\n' >"$scratch/clean.md"
(cd "$scratch" && report reports/clean.html clean.md)
hostile "$scratch/hostile"
(cd "$scratch" && "$binary" check --isolated -q --format html hostile >reports/hostile.html 2>/dev/null) || true
if [[ ${#more[@]} -gt 0 ]]; then report "$scratch/reports/more.html" "${more[@]}"; fi
cp "$here/check.mjs" "$cache/"
node "$cache/check.mjs" "$chromium" "$scratch/reports" "$screenshots"
echo 'The HTML report opens, and can be used.'
