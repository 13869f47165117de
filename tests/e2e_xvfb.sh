#!/usr/bin/env bash
# The program in a real window, as a person uses it: start, look, edit, save, quit.
# Needs xvfb, openbox, xdotool, imagemagick and target/debug/backline (after `make test`).
# A failure leaves its picture and log in target/e2e.
set -euo pipefail
cd "$(dirname "$0")/.."

target="${CARGO_TARGET_DIR:-target}"
binary="${BACKLINE_BIN:-$target/debug/backline}"
kept="$target/e2e"
work=$(mktemp -d)
dossier="$work/konate-2025.backline"
app=""
children=()

[ -x "$binary" ] || { echo "$binary is missing: run cargo build first" >&2; exit 1; }

tidy() {
    local status=$?
    if [ "$status" != 0 ] && [ -n "${DISPLAY:-}" ]; then
        mkdir -p "$kept"
        import -window root "$kept/failure.png" 2>/dev/null || true
        cp "$work"/*.log "$kept/" 2>/dev/null || true
        echo "e2e failed; see $kept" >&2
        tail -n 20 "$work/backline.log" >&2 2>/dev/null || true
    fi
    local child
    for child in $app "${children[@]}"; do
        kill "$child" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap tidy EXIT

fail() {
    echo "e2e: $1" >&2
    exit 1
}

# Waits up to $1 seconds until the rest of the line succeeds.
wait_until() {
    local tries=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.2
    done
}

start_display() {
    # Xvfb picks a free display and tells its number.
    Xvfb -displayfd 3 -screen 0 1400x900x24 +extension GLX -nolisten tcp \
        3>"$work/display" 2>"$work/xvfb.log" &
    children+=($!)
    wait_until 10 test -s "$work/display" || fail "no display"
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
    # Without a window manager nothing has the keyboard.
    openbox 2>"$work/openbox.log" &
    children+=($!)
    wait_until 10 xprop -root _NET_SUPPORTING_WM_CHECK || fail "no window manager"
}

window_or_end() {
    xdotool search --onlyvisible --name 'Backline' || ! kill -0 "$app"
}

# The person's own settings stay out of it, and it out of them.
start_backline() {
    export XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
    export XDG_CACHE_HOME="$work/cache" XDG_RUNTIME_DIR="$work/runtime"
    mkdir -p -m 700 "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
    env -u WAYLAND_DISPLAY "$binary" "$dossier" >"$work/backline.log" 2>&1 &
    app=$!
    wait_until 30 window_or_end || fail "no window"
    kill -0 "$app" 2>/dev/null || fail "it ended before it had a window"
    window=$(xdotool search --onlyvisible --name 'Backline' | head -n 1)
    xdotool windowactivate --sync "$window"
    sleep 1
}

key() {
    xdotool key "$1"
    sleep 0.3
}

# A click that comes at once with the move is lost: the frame in between must see the pointer.
click() {
    xdotool mousemove --window "$window" "$1" "$2"
    sleep 0.2
    xdotool click 1
    sleep 0.3
}

# A blank window has one colour or two.
window_is_drawn() {
    local colours
    colours=$(import -window "$window" -format '%k' info:)
    [ "$colours" -gt 50 ]
}

quits_well() {
    ! kill -0 "$app" 2>/dev/null
}

cp sample_data/konate-2025.backline "$dossier"

start_display
start_backline

wait_until 10 window_is_drawn || fail "the window is blank"
echo "e2e: the window is drawn"

# By mouse to another screen and back, by palette to a field, then edit, undo, redo, save.
click 60 88
click 60 58
key ctrl+k
xdotool type --delay 40 "kon wage"
sleep 0.5
key Return
sleep 1
key ctrl+a
xdotool type --delay 40 "GBP 85k a week"
key Return
key ctrl+z
key ctrl+shift+z
file_is_changed() {
    grep -q '"minor":8500000' "$dossier"
}
! file_is_changed || fail "the file changed before it was saved"
key ctrl+s
wait_until 10 file_is_changed || fail "ctrl+s did not save the new wage"
echo "e2e: the new wage is in the file"
"$binary" check "$dossier" >"$work/check.log" || [ $? = 1 ] || fail "the saved file cannot be checked"

key ctrl+q
wait_until 10 quits_well || fail "ctrl+q does not close the window"
status=0
wait "$app" || status=$?
app=""
[ "$status" = 0 ] || fail "it ended with exit status $status"
echo "e2e: ctrl+q ends it"

file_is_changed || fail "the file did not stay as it was saved"
echo "e2e: the file is as it should be"
