#!/usr/bin/env bash
# fuzz/fuzz.sh TARGET [SECONDS] [libFuzzer options]: fills the target's corpus with programs that lie about, builds the
# target and runs it. Needs cargo-fuzz (`cargo install cargo-fuzz`); a stable toolchain will do.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1
seconds=${2:-3600}
shift $(($# < 2 ? $# : 2))
corpus=fuzz/corpus/$target
mkdir -p "$corpus"
goroot=${GOROOT:-/usr/share/go-1.19}
# Where Go's suite is not installed, gorun's own programs do.
{ find tests examples "$goroot/test" -name '*.go' -size -8k 2>/dev/null || true; } | while read -r file; do
    cp -n "$file" "$corpus/${file//\//_}"
done
sanitizer=address
options=()
if [ "$target" = program ]; then
    # The heap is the machine's own, so the sanitizer would see little of it; what programs print goes nowhere.
    sanitizer=none
    options+=(-close_fd_mask=3)
fi
# The worker's thread lives as long as the process, and so do interned things: to look for leaks after each run would
# only cost time.
export RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_LTO=off
exec cargo fuzz run --sanitizer "$sanitizer" "$target" "$corpus" -- \
    -max_total_time="$seconds" -detect_leaks=0 -timeout=20 -rss_limit_mb=2048 -dict=fuzz/go.dict "${options[@]}" "$@"
