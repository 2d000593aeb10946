#!/bin/sh
# The main job on the example story: twelve invented documents in, a ledger on the terminal and pages to read out.
set -eu
cd "$(dirname "$0")/.."
out=build/demo
mkdir -p "$out"
rm -rf "$out/dam.case" "$out/dam.case-wal" "$out/dam.case-shm" "$out/pages"
build/hearsay run -q "$out/dam.case" examples/dam/docs || [ $? = 1 ] # 1: done, some documents listed as not read
build/hearsay dossier "$out/dam.case" -o "$out/pages"
cat <<END

The case file is $out/dam.case, its pages start at $PWD/$out/pages/index.html.
Ask it on the terminal as well:
    build/hearsay claims $out/dam.case --about bribes
    build/hearsay search $out/dam.case '"paint over it"'
    build/hearsay help
END
