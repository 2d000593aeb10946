#!/bin/sh
# Attributions against PolNeAR (../shared, never part of the project) and the golden chains: bench/attribution.sh [SET]
# SET is dev (default) or train. Prints the scores of ../shared/score/attribution.py with date and machine; the second
# table leaves out nested attributions, which PolNeAR does not mark.
set -eu
cd "$(dirname "$0")/.."
set=${1:-dev} shared=${SHARED:-../shared} out=build/bench-attribution
gold=$shared/data/attribution/$set.jsonl
[ -f "$gold" ] || shared=/work/shared gold=/work/shared/data/attribution/$set.jsonl
mkdir -p "$out"
echo "attribution, $(date -u +%F), $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | sed 's/^ //'), $(git rev-parse --short HEAD)"
python3 test/golden/chains.py build/hearsay | tail -1
if [ ! -f "$gold" ]; then
    echo "skipped: PolNeAR is not at $gold"
    exit 0
fi
start=$(date +%s.%N)
build/hearsay find "$gold" >"$out/$set.jsonl"
end=$(date +%s.%N)
echo "$(wc -l <"$gold") documents of $set in $(echo "$end $start" | awk '{printf "%.1f", $1 - $2}') s"
echo "all attributions"
python3 "$shared/score/attribution.py" "$gold" "$out/$set.jsonl"
python3 - "$out/$set.jsonl" >"$out/$set.top.jsonl" <<'P'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    row["attributions"] = [a for a in row["attributions"] if a["parent"] is None]
    print(json.dumps({"id": row["id"], "attributions": row["attributions"]}))
P
echo "outermost attributions only"
python3 "$shared/score/attribution.py" "$gold" "$out/$set.top.jsonl"
