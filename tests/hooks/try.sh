#!/usr/bin/env bash
# Runs the hooks of .pre-commit-hooks.yaml with the real pre-commit, in a scratch repository.
#
#   tests/hooks/try.sh PATH-TO-UNBLAME [HOOK...]
#
# Without names it tries `unblame-system`, which builds nothing; `unblame`, `unblame-src` and `unblame-commit-msg` are built from the
# last commit of this repository, the wheel without optimising it. Needs Python 3 with venv; says SKIPPED, and succeeds, where pre-commit
# can't be had.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
binary=$(realpath "${1:?usage: try.sh PATH-TO-UNBLAME [HOOK...]}")
shift
hooks=("${@:-unblame-system}")
cache=${UNBLAME_VALIDATORS:-${CARGO_TARGET_DIR:-$root/target}/validators}/hooks
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME=$cache/home
# What the hooks build shares its dependencies between runs; `tests/packages/install.sh` has the optimised wheel.
export CARGO_TARGET_DIR=$cache/target MATURIN_PEP517_ARGS='--profile dev' CARGO_PROFILE_DEV_DEBUG=0
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

if [[ ! -x $cache/venv/bin/pre-commit ]]; then
    if ! { python3 -m venv "$cache/venv" && "$cache/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0; }; then
        echo 'SKIPPED: pre-commit can not be installed here: the hooks were not tried.'
        exit 0
    fi
fi
pre_commit=$cache/venv/bin/pre-commit
"$pre_commit" validate-manifest "$root/.pre-commit-hooks.yaml"
install -D "$binary" "$scratch/bin/unblame"
export PATH=$scratch/bin:$PATH

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

repository() {
    rm -rf "$scratch/repo"
    git init -q -b main "$scratch/repo"
    cd "$scratch/repo"
    git config user.name t
    git config user.email t@example.org
    printf 'Priya forgot to renew the certificate.\n\nThe pod failed to start.\n' >old.md
    git add -A
    git commit -q -m one
}

# Runs a hook over what is staged; the hook must pass or block, and leave every file alone.
expect() {
    local expected=$1 what=$2 status=0 before
    shift 2
    before=$(git status --porcelain && cat ./*.md | cksum)
    "$pre_commit" "$@" >"$scratch/log" 2>&1 || status=$?
    [[ $before == "$(git status --porcelain && cat ./*.md | cksum)" ]] || fail "$what: the hook wrote a file"
    case $expected-$status in
    pass-0) ;;
    block-1) grep -q 'forgot' "$scratch/log" || { cat "$scratch/log"; fail "$what: blocked for another reason"; } ;;
    *)
        cat "$scratch/log"
        fail "$what: should $expected, but ended with $status"
        ;;
    esac
    echo "ok: $what"
}

configure() {
    local hook=$1 args=${2:-}
    "$pre_commit" sample-config >/dev/null
    cat >.pre-commit-config.yaml <<CONFIG
repos:
- repo: file://$root
  rev: $(git -C "$root" rev-parse HEAD)
  hooks:
  - id: $hook
    args: [$args]
CONFIG
}

for hook in "${hooks[@]}"; do
    repository
    if [[ $hook == unblame-commit-msg ]]; then
        configure "$hook"
        git add -A
        printf 'Fix what Bob forgot\n\nBob forgot to add the flag.\n\n# Bob forgot to read this comment.\n' >"$scratch/COMMIT_EDITMSG"
        expect block "$hook: blame in the message" run --hook-stage commit-msg --commit-msg-filename "$scratch/COMMIT_EDITMSG"
        printf 'Add the flag\n\nThe flag was not set.\n\n# Bob forgot to read this comment.\n' >"$scratch/COMMIT_EDITMSG"
        expect pass "$hook: a message without" run --hook-stage commit-msg --commit-msg-filename "$scratch/COMMIT_EDITMSG"
        continue
    fi
    printf '\nThe pod was restarted.\n' >>old.md
    git add -A
    # Builds anew, so only for the hook that has nothing to build.
    if [[ $hook == unblame-system ]]; then expect block "$hook: try-repo" try-repo "$root" "$hook"; fi
    configure "$hook"
    git add -A
    expect block "$hook: whole files by default" run
    configure "$hook" --staged
    git add -A
    expect pass "$hook --staged: blame in an old line only" run
    printf '\nThen Bob forgot to check the alarm.\n' >>old.md
    expect pass "$hook --staged: new blame that is not staged" run
    git add -A
    expect block "$hook --staged: blame in a staged line" run
done
echo 'The hooks do what they should.'
