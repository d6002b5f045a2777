# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by scripts/run and scripts/test: install what is missing, configure, build. Sourced by bash, not run.

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build_dir="$project_root/build/release"

# Debian 12 packages that build the program and its tests.
packages=(
    g++ cmake ninja-build ccache lld
    qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev
    qt6-l10n-tools qt6-translations-l10n
    nlohmann-json3-dev libfmt-dev libexpected-dev libcli11-dev
    zlib1g-dev libbenchmark-dev poppler-utils qpdf
)

say() { printf 'shardscape: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Installs the packages that are not there yet; silent and quick when all are.
ensure_packages() {
    command -v dpkg-query >/dev/null || fail "this script installs Debian packages, but there is no dpkg here. Install by hand: ${packages[*]}"
    local missing=() package
    local installed
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
    for package in "${packages[@]}"; do
        grep -qx "$package installed" <<<"$installed" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing and installing them needs root or sudo: ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        fail "apt-get could not install: ${missing[*]} (whole log: $log)"
    fi
    rm -f "$log"
}

# Configures once; afterwards Ninja does so itself when a CMakeLists.txt changes. In CI warnings are errors.
ensure_configured() {
    [ -f "$build_dir/build.ninja" ] && return
    say "configuring"
    local log
    log=$(mktemp)
    (cd "$project_root" && cmake --preset release ${CI:+-DSHARDSCAPE_WERROR=ON}) >"$log" 2>&1 || {
        tail -n 30 "$log" >&2
        fail "CMake could not configure the build (whole log: $log)"
    }
    rm -f "$log"
}

# Builds the given targets, or everything; prints the compiler's output only on failure.
build() {
    local log
    log=$(mktemp)
    ninja -C "$build_dir" -n "$@" 2>/dev/null | grep -q 'no work to do' && return
    say "building (the first time takes some minutes)"
    ninja -C "$build_dir" "$@" >"$log" 2>&1 || {
        grep -E -A 12 'error|FAILED' "$log" | head -n 60 >&2
        fail "the build failed (whole log: $log)"
    }
    rm -f "$log"
}
