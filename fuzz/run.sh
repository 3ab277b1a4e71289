#!/bin/bash
# Runs each fuzz target for so many seconds: fuzz/run.sh SECONDS BUILD_DIR. New inputs are kept in
# BUILD_DIR/fuzz/out and used by the next run. Exits with 1 when there is a finding, and names the
# input that shows it. Closes with one line of totals.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: fuzz/run.sh SECONDS BUILD_DIR" >&2; exit 2; }
seconds=$1
build=$2/fuzz
seeds=$(dirname "$0")/corpus

passed=0 failed=0
for target in "$build"/fuzz_*; do
    [ -f "$target" ] || continue
    name=${target##*/fuzz_}
    out=$build/out/$name
    mkdir -p "$out/corpus"
    seed=$RANDOM$RANDOM
    if "$target" -max_total_time="$seconds" -seed="$seed" -rss_limit_mb=1024 -timeout=10 \
        -artifact_prefix="$out/" "$out/corpus" "$seeds/$name" >"$out/log" 2>&1; then
        passed=$((passed + 1))
        echo "$name: $(sed -n 's/^Done //p' "$out/log"), seed $seed"
    else
        failed=$((failed + 1))
        tail -n 40 "$out/log"
        echo "$name: FOUND with seed $seed: $(sed -n 's/^.*Test unit written to //p' "$out/log")"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
