#!/bin/bash
# make model: trains models/en.model from the sets in ../shared/data (SHARED=FOLDER for another place). DATA=open takes
# the openly licensed sets alone and writes models/en-open.model. SPLIT=article keeps every tenth article of the labelled
# papers apart instead of five countries' and writes build/model-article/en.model, to measure on them. 2 threads, under
# two hours on 2 free cores; the same result each time on one kind of processor.
set -eu
shared=$(realpath "${SHARED:-../shared/data}")
work=build/model-${DATA:-all} out=models/en.model apart=jp,ghana,arg,kr,mauritius # these countries' papers
[ "${SPLIT:-}" = article ] && work=build/model-article out=$work/en.model apart=1/10
train="nice -n ${NICE:-10} ${TRAIN:-build/hearsay-train}"
[ -d "$shared/syntax" ] || { echo "make model: no data in $shared"; exit 1; }
mkdir -p "$work"
export OPENBLAS_NUM_THREADS=1
grep -q avx512vl /proc/cpuinfo && export OPENBLAS_CORETYPE=SKYLAKEX

trees=(--trees "$shared/syntax/ewt-train.conllu" --trees "$shared/syntax/gum-train.conllu"
       --dev-trees "$shared/syntax/ewt-dev.conllu" --dev-trees "$shared/syntax/gum-dev.conllu")
texts=("$shared"/stories/wikinews/*.json) reports=("${texts[@]}")
if [ "${DATA:-all}" = open ]; then
    out=models/en-open.model
    entities=(--names "$shared/syntax/gum-train.conllu" --dev-names "$shared/syntax/gum-dev.conllu")
else
    for set in entities crossdoc pages-article pages-mixed-dev; do
        [ -d "$work/$set" ] || { mkdir -p "$work/$set.new"; tar -xf "$shared/$set.tar.xz" -C "$work/$set.new"; mv "$work/$set.new" "$work/$set"; }
    done
    texts+=("$shared/attribution/train.jsonl")
    while IFS= read -r file; do texts+=("$file"); done < <(LC_ALL=C; find "$work/crossdoc" -name '*.txt' | sort
        find "$work/pages-article" -name truth.json; find "$work/pages-mixed-dev" -path '*ground-truth*' -name '*.json' | sort)
    while IFS= read -r file; do reports+=("$file"); done < <(LC_ALL=C; find "$work/crossdoc" -name '*.txt' | sort)
    entities=(--held-out "$apart" --entities "$(dirname "$(find "$work/entities" -name '*.tsv' | head -1)")")
fi
names=models/names
lists=(--given "$names/given.txt" --family "$names/family.txt" --places "$names/places.txt" --peoples "$names/peoples.txt"
       --organisations "$names/organisations.txt")
more=(--places "$names/further/places.txt" --organisations "$names/further/organisations.txt" --plain "$names/further/plain.txt")
text=()
for file in "${texts[@]}"; do text+=(--text "$file"); done
for file in "${reports[@]}"; do more+=(--guess "$file"); done

$train segmenter "${trees[@]}" --out "$work/split"
$train net "${trees[@]}" "${entities[@]}" "${lists[@]}" "${text[@]}" --stages "$work/stage" --out "$work/net.first" ${NET:-}
$train net "${trees[@]}" "${entities[@]}" "${lists[@]}" "${more[@]}" "${text[@]}" --before "$work/net.first" --out "$work/net" ${MORE:-}
$train pack "$out" "split=$work/split" "net=$work/net"
