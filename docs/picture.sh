#!/bin/sh
# Makes docs/dossier.png, the picture in README.md, from the example story. Wants chromium and ImageMagick.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
build/hearsay run -q "$out/dam.case" examples/dam/docs >"$out/log"
build/hearsay dossier "$out/dam.case" -o "$out/pages" >>"$out/log"
claim=$(build/hearsay claims "$out/dam.case" --json | head -1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1560 \
    --screenshot="$out/page.png" "file://$out/pages/claims/$claim.html" >>"$out/log" 2>&1
convert "$out/page.png" -colors 64 -strip docs/dossier.png
