#!/bin/sh
# Fuzzes every target for SECONDS_EACH seconds (60) with libFuzzer under ASan and UBSan, one after another. New inputs go
# to build-fuzz/corpus/NAME; an input that crashes stays in build-fuzz/crash-… and fails the run. Names as arguments
# choose targets.
set -eu
cd "$(dirname "$0")/../.."
seconds=${SECONDS_EACH:-60}
[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz --buildtype=debugoptimized -Db_sanitize=address,undefined \
    -Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link -Dwerror=false >/dev/null
ninja -C build-fuzz libhearsay-core.a >/dev/null
libraries=$(pkg-config --libs icu-i18n icu-uc jansson libarchive libcrypto libgvc libmicrohttpd libexif lept tesseract libseccomp libxml-2.0 zlib poppler-glib sqlite3 uchardet)
failed=0
for file in test/fuzz/fuzz_*.c; do
    name=$(basename "$file" .c); name=${name#fuzz_}
    [ $# = 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
    mkdir -p "build-fuzz/corpus/$name"
    clang -std=gnu17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -Isrc "$file" \
        build-fuzz/libhearsay-core.a $libraries -lcld2 ${FUZZ_LIBS:-} -lpthread -lm -o "build-fuzz/fuzz_$name"
    most=8192; [ "$name" != model ] || most=65536 # a whole network
    echo "fuzz $name for $seconds s"
    "build-fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len="$most" -print_final_stats=1 \
        -artifact_prefix=build-fuzz/crash- -close_fd_mask=1 "build-fuzz/corpus/$name" "test/fuzz/corpus/$name" \
        2>"build-fuzz/$name.log" || { failed=1; tail -30 "build-fuzz/$name.log"; }
    grep -h 'number_of_executed_units\|slowest_unit_time_sec\|peak_rss' "build-fuzz/$name.log" || true
done
exit $failed
