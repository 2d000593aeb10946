#!/bin/sh
# All tests: the suite of the normal build, then the asan suite; prints "N passed, N failed" last.
set -u
cd "$(dirname "$0")/../.."
passed=0 failed=0
run() { # run BUILD-FOLDER MESON-TEST-ARGUMENTS...
    dir=$1; shift
    meson test -C "$dir" --print-errorlogs "$@" 2>&1 | tee "$dir/test.log"
    ok=$(sed -n 's/^Ok: *\([0-9]*\).*/\1/p' "$dir/test.log" | tail -1)
    bad=$(sed -n 's/^\(Fail\|Timeout\|Unexpected Pass\): *\([0-9]*\).*/\2/p' "$dir/test.log" | awk '{s+=$1} END {print s+0}')
    [ -n "$ok" ] || { ok=0; bad=$((bad + 1)); }
    passed=$((passed + ok)) failed=$((failed + bad))
}
run build
[ -f build-asan/build.ninja ] ||
    meson setup build-asan --buildtype=debugoptimized -Db_sanitize=address,undefined >/dev/null || failed=$((failed + 1))
run build-asan --suite asan
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
