#!/usr/bin/env bash
# Checks the JSON Schemas with a validator that isn't ours: they are schemas, our configurations and packs fit them, and mistakes don't.
#
#   tests/formats/schemas.sh PATH-TO-UNBLAME
#
# Needs Python 3.11 with venv; says SKIPPED, and succeeds, where it or the package can't be had.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "${1:?usage: schemas.sh PATH-TO-UNBLAME}")
cache=${UNBLAME_VALIDATORS:-${CARGO_TARGET_DIR:-$here/../../target}/validators}/schemas
mkdir -p "$cache"

skip() {
    echo "SKIPPED: $*: the schemas were not validated."
    exit 0
}

python3 -c 'import tomllib' 2>/dev/null || skip 'python3 is missing, or older than 3.11'
if ! "$cache/venv/bin/python" -c 'import jsonschema' 2>/dev/null; then
    python3 -m venv "$cache/venv" || skip 'python3 has no venv'
    "$cache/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.25.1 || skip 'pip'
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$scratch" && "$binary" init && "$binary" pack new starter) 2>/dev/null
"$binary" config schema >"$scratch/unblame.schema.json"
"$binary" config schema --pack >"$scratch/pack.schema.json"
"$cache/venv/bin/python" "$here/schemas.py" "$here/../.." "$scratch"
