#!/bin/bash
# Fuzzes every target for SECONDS_EACH seconds (60) with libFuzzer under ASan and UBSan, one after another: reader.NAME
# is one reader by itself, "read" all of them behind the choice by content. What it builds and finds goes to FUZZ_DIR
# (build-fuzz): new inputs to corpus/NAME, an input that crashes to crash-…, which fails the run. FUZZ_SEEDS: more
# folders of files to begin with. Names as arguments choose targets. Prints seconds of processor and inputs, which
# rounds.log keeps.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-60}
dir=${FUZZ_DIR:-build-fuzz}
[ -f "$dir/build/build.ninja" ] || CC=clang meson setup "$dir/build" --buildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link -Dwerror=false >/dev/null
ninja -C "$dir/build" libhearsay-core.a >"$dir/build.log" || { tail -20 "$dir/build.log"; exit 1; }
libraries=$(pkg-config --libs icu-i18n icu-uc jansson libarchive libcrypto libgvc libmicrohttpd libexif lept tesseract \
    libseccomp libxml-2.0 zlib poppler-glib sqlite3 uchardet libsodium)
export UBSAN_OPTIONS=halt_on_error=1
TIMEFORMAT='%U %S'

build() {
    [ "$dir/fuzz_$1" -nt "$dir/build/libhearsay-core.a" ] && [ "$dir/fuzz_$1" -nt "test/fuzz/fuzz_$1.c" ] &&
        [ "$dir/fuzz_$1" -nt test/fuzz/parts.h ] && return
    # shellcheck disable=SC2086
    clang -std=gnu17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -Isrc \
        "test/fuzz/fuzz_$1.c" $(case $1 in read*) echo test/fuzz/no_ocr.c ;; esac) "$dir/build/libhearsay-core.a" $libraries -lcld2 ${FUZZ_LIBS:-} -lpthread -lm -o "$dir/fuzz_$1"
}

fuzz() { # NAME: a target, or reader.READER
    local target=${1%%.*} log="$dir/$1.log" most=32768 leaks failed=0 seeds="test/fuzz/corpus/${1%%.*}"
    build "$target"
    [ "$target" = "$1" ] || { export READER=${1#*.}; seeds="$dir/seeds/$READER"; }
    [ "$1" != model ] || most=65536                                           # a whole network
    case $1 in read | reader.pdf | reader.image) leaks=0 ;; *) leaks=1 ;; esac # fontconfig's and tesseract's own
    mkdir -p "$dir/corpus/$1"
    # -entropic=0: its count of rare features took up to two thirds of the time
    { time "$dir/fuzz_$target" -max_total_time="$seconds" -timeout="${FUZZ_TIMEOUT:-20}" -rss_limit_mb=4096 -max_len="$most" \
        -entropic=0 -print_final_stats=1 -detect_leaks=$leaks -artifact_prefix="$dir/crash-$1-" -close_fd_mask=1 "$dir/corpus/$1" "$seeds" 2>"$log"; } \
        2>"$dir/time" || failed=1
    unset READER
    printf '%s %s: %s seconds of processor, %s inputs%s\n' "$(date +%H:%M:%S)" "$1" \
        "$(awk 'END {print $1 + $2}' "$dir/time")" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
        "$([ $failed = 0 ] || echo ", FAILED: $log")" | tee -a "$dir/rounds.log"
    return $failed
}

python3 test/fuzz/seeds.py "$dir/seeds" ${FUZZ_SEEDS:-}
names=("$@")
[ $# != 0 ] || {
    for file in test/fuzz/fuzz_*.c; do name=$(basename "$file" .c); names+=("${name#fuzz_}"); done
    for folder in "$dir"/seeds/*; do names+=("reader.$(basename "$folder")"); done
}
failed=0
for name in "${names[@]}"; do fuzz "$name" || failed=1; done
echo "all rounds in $dir/rounds.log, minutes of processor (inputs):"
awk '{name = substr($2, 1, length($2) - 1); minutes[name] += $3 / 60; inputs[name] += $7; all += $3 / 60}
    END {for (name in minutes) printf "%s %.1f (%d)\n", name, minutes[name], inputs[name] | "sort"; close("sort")
         printf "together %.1f\n", all}' "$dir/rounds.log"
exit $failed
