#!/usr/bin/env bash
# Installs what is missing to build, run or test Backline, and nothing else. Says so first; says
# nothing when nothing is missing.
#
#   scripts/setup.sh run    to build and open a window
#   scripts/setup.sh test   to build and run the tests, pictures included
#   scripts/setup.sh ci     all of that, and the test in a real window
set -euo pipefail

RUST=1.95
BUILD="gcc libc6-dev"
# The window system, keyboard and OpenGL are loaded when the program starts, not linked.
WINDOW="libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0 libgl1 libegl1
        libwayland-client0 libwayland-egl1 libxkbcommon0 libfontconfig1"
# A Vulkan driver that needs no graphics card, for the pictures.
PICTURES="mesa-vulkan-drivers libvulkan1"
E2E="xvfb xdotool imagemagick openbox x11-utils"

case "${1:-}" in
    run) wanted="$BUILD $WINDOW" ;;
    test) wanted="$BUILD $PICTURES" ;;
    ci) wanted="$BUILD $WINDOW $PICTURES $E2E" ;;
    *)
        echo "usage: scripts/setup.sh run|test|ci" >&2
        exit 2
        ;;
esac

[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

# The words of $1 that are no installed Debian packages.
missing_packages() {
    local package
    for package in $1; do
        if [ "$(dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | sort -u)" != installed ]; then
            printf '%s ' "$package"
        fi
    done
}

# True if version $1 is at least $2.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort --version-sort | head -n 1)" = "$2" ]
}

rust_is_missing() {
    local version
    version=$(cargo --version 2>/dev/null | cut -d ' ' -f 2) || return 0
    [ -z "$version" ] || ! at_least "$version" "$RUST"
}

# Formatting and lints are part of the whole check only.
components_are_missing() {
    [ "$1" = ci ] && ! { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "This needs root or sudo: $*" >&2
        exit 1
    fi
}

install_packages() {
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $1 >/dev/null
}

install_rust() {
    if command -v rustup >/dev/null; then
        rustup toolchain install stable --profile minimal --component rustfmt --component clippy
        # For this folder only: the default of the machine is not ours to change.
        rustup override set stable
    else
        curl --proto '=https' --tlsv1.2 --silent --show-error --fail https://sh.rustup.rs |
            sh -s -- -y --quiet --profile minimal --component rustfmt --component clippy
    fi
}

need_rust=false
rust_is_missing && need_rust=true
if $need_rust && ! command -v rustup >/dev/null && ! command -v curl >/dev/null; then
    wanted="$wanted curl ca-certificates"
fi

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    packages=$(missing_packages "$wanted")
else
    packages=""
    if $need_rust || ! command -v gcc >/dev/null; then
        echo "This is no Debian. If the build fails, install what these packages of Debian hold: $wanted"
    fi
fi

if [ -n "$packages" ]; then
    echo "Backline will install these system packages with apt-get:"
    echo "  $packages"
fi
if $need_rust; then
    echo "Backline will install Rust $RUST or newer with rustup, into $HOME/.cargo and $HOME/.rustup."
fi

if [ -n "$packages" ]; then
    install_packages "$packages"
fi
if $need_rust; then
    install_rust
elif components_are_missing "$1" && command -v rustup >/dev/null; then
    echo "Backline will install rustfmt and clippy with rustup."
    rustup component add rustfmt clippy
fi
