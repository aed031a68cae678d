#!/usr/bin/env bash
# Builds what a release ships, and installs each into an empty prefix: the packages for the Rust registry, the wheel, and the npm
# packages. Each has to know its version and to find what there is to find.
#
#   tests/packages/install.sh PATH-TO-UNBLAME
#
# PATH-TO-UNBLAME is the release binary, which the npm package takes as it is. Needs Python 3 with venv, and Node with npm.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
binary=$(realpath "${1:?usage: install.sh PATH-TO-UNBLAME}")
target=${CARGO_TARGET_DIR:-$root/target}
mkdir -p "$target"
target=$(cd "$target" && pwd)
cache=${UNBLAME_VALIDATORS:-$target/validators}/packages
mkdir -p "$cache"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$root"

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# What every installed unblame has to do, with nothing around it.
works() {
    local what=$1 program=$2 status=0 folder
    folder=$(mktemp -d -p "$scratch")
    printf 'Priya forgot to renew the certificate.\n\nThe pod failed to start.\n' >"$folder/a.md"
    [[ $(cd "$folder" && "$program" --version) == "unblame $version" ]] || fail "$what: --version does not say unblame $version"
    (cd "$folder" && "$program" check -q --isolated --format concise a.md >out) || status=$?
    if [[ $status -ne 1 || $(wc -l <"$folder/out") -ne 1 ]] || ! grep -q '^a.md:1:1: error person-forgot ' "$folder/out"; then
        fail "$what: check ended with $status: $(cat "$folder/out")"
    fi
    printf 'The pod failed to start.\n' >"$folder/a.md"
    (cd "$folder" && "$program" check -q --isolated a.md >out) || fail "$what: check of a clean file ended with $?"
    echo "ok: $what"
}

# Packages as the registry would hold them, and an install from these files alone, which verifies them all at once.
rust() {
    local package packages patches=()
    rm -rf "$target/package"
    cargo package --workspace --locked --allow-dirty --no-verify --quiet
    mkdir "$scratch/registry"
    packages=("$target"/package/*.crate)
    for package in "${packages[@]}"; do
        tar -xzf "$package" -C "$scratch/registry"
        package=$(basename "$package" ".crate")
        patches+=(--config "patch.crates-io.${package%-"$version"}.path=\"$scratch/registry/$package\"")
    done
    # Outside of the workspace, so that nothing of it is found; not optimised, since the wheel is. The cache is for dependencies.
    (cd "$scratch" && CARGO_TARGET_DIR=$cache/target CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --debug --no-track \
        --path "$scratch/registry/unblame-$version" --root "$scratch/rust" "${patches[@]}")
    works 'the packages for the Rust registry' "$scratch/rust/bin/unblame"
}

wheel() {
    if [[ ! -x $cache/venv/bin/maturin ]]; then
        python3 -m venv "$cache/venv" || fail 'python3 has no venv'
        "$cache/venv/bin/pip" install --quiet --disable-pip-version-check maturin==1.16.0 || fail 'pip could not install maturin'
    fi
    "$cache/venv/bin/maturin" build --quiet --release --locked --out "$scratch/wheels"
    python3 -m venv "$scratch/python"
    "$scratch/python/bin/pip" install --quiet --disable-pip-version-check --no-index "$scratch"/wheels/*.whl
    works 'the wheel' "$scratch/python/bin/unblame"
}

npm_packages() {
    local platform
    platform=$(node -p 'process.platform + "-" + process.arch')
    node npm/build.mjs "$scratch/npm" "$platform=$binary"
    (cd "$scratch" && npm pack --silent ./npm/unblame "./npm/$platform" >/dev/null)
    mkdir "$scratch/node"
    # The packages of other platforms are optional, and not found anywhere.
    (cd "$scratch/node" && npm install --silent --offline --no-audit --no-fund "$scratch"/unblame-*.tgz)
    works 'the npm packages' "$scratch/node/node_modules/.bin/unblame"
    rm -r "$scratch/node/node_modules/@unblame"
    if (cd "$scratch/node" && node_modules/.bin/unblame --version 2>err) ||
        ! grep -q "^error: the package @unblame/$platform is not installed" "$scratch/node/err"; then
        fail "without its platform package npm's unblame says: $(cat "$scratch/node/err")"
    fi
    echo 'ok: npm without the optional package'
}

for program in cargo python3 node npm; do
    command -v "$program" >/dev/null || fail "$program is missing: the packages were not checked"
done
npm_packages
wheel
rust
echo 'All packages install and work.'
