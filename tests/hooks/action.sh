#!/usr/bin/env bash
# Runs the script of action.yml as GitHub would: in shallow checkouts of a pull request's merge, and of a branch.
#
#   tests/hooks/action.sh PATH-TO-UNBLAME
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
install -D "$(realpath "${1:?usage: action.sh PATH-TO-UNBLAME}")" "$scratch/bin/unblame"
export PATH=$scratch/bin:$PATH GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GITHUB_SHA GITHUB_BASE_REF UNBLAME_FORMAT

write() {
    printf '%s\n\nThe pod failed to start.\n' "$1" >"$2"
    git add -A
    git commit -q -m "$2"
}

# Checks status and annotated files.
expect() {
    local what=$1 status=0 expected_status=$2 expected_files=$3 files
    shift 3
    env "$@" bash "$root/action/run.sh" >"$scratch/out" 2>"$scratch/err" || status=$?
    files=$(sed -n 's/^::[a-z]* file=\([^,]*\),.*/\1/p' "$scratch/out" | sort | tr '\n' ' ')
    if [[ $status -ne $expected_status || $files != "$expected_files" ]]; then
        printf 'error: %s: status %s, files %s\n' "$what" "$status" "$files"
        cat "$scratch/out" "$scratch/err"
        exit 1
    fi
    echo "ok: $what"
}

git init -q -b main "$scratch/origin"
cd "$scratch/origin"
git config uploadpack.allowAnySHA1InWant true
write 'Priya forgot to renew the certificate.' old.md
git checkout -q -b feature
write 'Then Bob forgot to check the alarm.' 'a new.md'
git checkout -q main
write 'Amara forgot to update the page.' other.md
git checkout -q -b merge
git merge -q --no-ff -m merge feature

git clone -q --depth 1 --branch merge "file://$scratch/origin" "$scratch/merge"
cd "$scratch/merge"
expect 'a pull request' 1 'a new.md ' GITHUB_BASE_REF=main
expect 'its SARIF file' 1 'a new.md ' GITHUB_BASE_REF=main UNBLAME_SARIF_FILE=out.sarif
grep -q '"uri":"a%20new.md"' out.sarif
expect 'a pull request, all lines' 1 'a new.md old.md other.md ' GITHUB_BASE_REF=main UNBLAME_CHANGED_ONLY=false
expect 'a push' 1 'a new.md old.md other.md ' GITHUB_BASE_REF=
expect 'paths and arguments' 0 'a new.md ' GITHUB_BASE_REF= UNBLAME_PATHS=$'a new.md\n' UNBLAME_ARGS=$'--exit-zero\n--profile\ncore'
git clone -q --branch feature "file://$scratch/origin" "$scratch/feature"
cd "$scratch/feature"
expect 'a branch without a merge' 1 'a new.md ' GITHUB_BASE_REF=main
echo 'The action does what it should.'
