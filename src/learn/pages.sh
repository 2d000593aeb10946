#!/bin/sh
# Trains src/read/page_model.c anew: src/learn/pages.sh PAGES-ARTICLE PAGES-MIXED-SPLIT [OUT]
# Both folders are unpacked sets of pages (html/*.html.gz beside their true texts).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$1" "$2" "$work" <<'END'
import glob, gzip, json, os, sys
article, mixed, work = sys.argv[1:]
os.mkdir(work + "/article"), os.mkdir(work + "/mixed")
truth = {k: v["articleBody"] for k, v in json.load(open(article + "/truth.json")).items()}
sets = [(article, work + "/article", truth.get)]
def stated(key):
    path = f"{mixed}/ground-truth/{key}.json"
    return json.load(open(path))["ground_truth"].get("main_content") if os.path.exists(path) else None
sets.append((mixed, work + "/mixed", stated))
for source, to, text_of in sets:
    for path in sorted(glob.glob(source + "/html/*.html.gz")):
        key = os.path.basename(path).split(".")[0]
        text = text_of(key)
        if text is None:
            continue
        open(f"{to}/{key}.txt", "w").write(text)
        open(f"{to}/{key}.html", "wb").write(gzip.open(path).read())
END
cd "$(dirname "$0")/../.."
./build/hearsay-train pages "$work/article" "$work/mixed" --out "${3:-src/read/page_model.c}" ${EACH:+--each}
