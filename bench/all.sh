#!/bin/sh
# Every figure that the docs quote: each bench/*.py prints its lines, or why it was skipped (the data is not in the
# repository: it lies in ../shared/data, unpacked).
set -u
cd "$(dirname "$0")/.."
status=0
for bench in bench/*.py; do
    echo "== $bench"
    python3 "$bench" || status=1
done
exit $status
