#!/usr/bin/env bash
# What action.yml runs. The inputs come as UNBLAME_*, so that nothing in them is taken for code.
set -euo pipefail

# Reads the lines of a text into an array, without the empty ones.
lines() {
    local -n into=$1
    local line
    into=()
    while IFS= read -r line; do
        [[ -z ${line//[[:space:]]/} ]] || into+=("$line")
    done <<<"$2"
}

# The commit that a pull request is compared with. GitHub checks out a merge of both sides, whose first parent is the target branch.
base() {
    if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
        git fetch --quiet --no-tags --deepen=1 origin "${GITHUB_SHA:-HEAD}" >&2 || true
    fi
    if git rev-parse --quiet --verify 'HEAD^2' >/dev/null; then
        git rev-parse 'HEAD^1'
        return
    fi
    git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF" >&2
    echo "origin/$GITHUB_BASE_REF"
}

lines arguments "${UNBLAME_ARGS:-}"
lines paths "${UNBLAME_PATHS:-.}"
if [[ ${UNBLAME_CHANGED_ONLY:-true} == true && -n ${GITHUB_BASE_REF:-} ]]; then
    since=$(base)
    arguments+=(--since "$since")
fi
if [[ -n ${UNBLAME_SARIF_FILE:-} ]]; then
    unblame check "${arguments[@]}" -q --exit-zero --format sarif --output-file "$UNBLAME_SARIF_FILE" -- "${paths[@]}" >/dev/null
fi
exec unblame check "${arguments[@]}" --no-progress --format github -- "${paths[@]}"
