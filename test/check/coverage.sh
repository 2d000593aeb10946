#!/bin/sh
# Branch coverage of the log, the verifier and the sandbox by the tests that are made for them (clang's counters, which a
# process shares with its file, so that what a worker does after it is confined counts too). Prints a line a file; exit 1
# where all of them together are below LEAST per cent.
set -eu
cd "$(dirname "$0")/../.."
LEAST=95
files="src/keep/log.c src/keep/checkpoint.c src/keep/timestamp.c src/keep/verify.c src/keep/seal.c src/keep/pages.c src/keep/store.c
src/run/confine.c src/run/worker.c"
flags='-fprofile-instr-generate -fcoverage-mapping -mllvm -runtime-counter-relocation'
[ -f build-cov/build.ninja ] || CC=clang meson setup build-cov --buildtype=debug -Doptimization=1 -Dwerror=false \
    -Dc_args="$flags" -Dc_link_args=-fprofile-instr-generate >/dev/null
ninja -C build-cov hearsay test/planted test/unsandboxed test/fault test/calls test/test_keep test/test_custody test/test_run test/test_worker >build-cov/log 2>&1 ||
    { tail -20 build-cov/log; exit 1; }
out=$PWD/build-cov/profiles
rm -rf "$out"
mkdir "$out"
export LLVM_PROFILE_FILE="$out/%m%c.profraw"
python3 test/fixtures/make.py build-cov/papers
for test in build-cov/test/planted build-cov/test/test_keep build-cov/test/test_custody build-cov/test/test_run build-cov/test/test_worker "build-cov/test/calls 1" \
    "python3 test/cli/custody.py build-cov/hearsay" "python3 test/cli/sandbox.py build-cov/hearsay build-cov/test/unsandboxed" \
    "build-cov/hearsay run -q build-cov/papers.case build-cov/papers" "build-cov/test/fault io 1" "build-cov/test/fault full 32768" "build-cov/test/fault memory 1999" "build-cov/test/fault worker 97" \
    "build-cov/test/fault verify 29" "build-cov/test/fault flip 20"; do
    rm -f build-cov/papers.case*
    $test >build-cov/log 2>&1 || [ $? = 1 -a -f build-cov/papers.case ] || { echo "coverage: $test failed:"; tail -5 build-cov/log; exit 1; }
done
llvm-profdata merge -o build-cov/all.profdata "$out"/*.profraw
llvm-cov export -summary-only -instr-profile build-cov/all.profdata build-cov/hearsay -object build-cov/test/fault \
    -object build-cov/test/planted -object build-cov/test/calls -object build-cov/test/test_keep \
    -object build-cov/test/test_custody -object build-cov/test/test_worker >build-cov/summary.json
python3 - "$LEAST" $files <<'END'
import json
import os
import sys

least, all_, taken = float(sys.argv[1]), 0, 0
for f in json.load(open("build-cov/summary.json"))["data"][0]["files"]:
    if os.path.relpath(f["filename"]) not in sys.argv[2:]:
        continue
    b = f["summary"]["branches"]
    all_, taken = all_ + b["count"], taken + b["covered"]
    print(f"coverage: {os.path.relpath(f['filename']):26} {b['covered']:4} of {b['count']:4} branches"
          f" {100 * b['covered'] / max(1, b['count']):6.1f} %")
print(f"coverage: log, verifier and sandbox: {taken} of {all_} branches, {100 * taken / all_:.1f} %")
sys.exit(100 * taken / all_ < least)
END
