#!/bin/sh
# Every figure that the docs quote: each bench/*.py prints its lines, or why it was skipped (the sets are not in the
# repository: bench/data.py finds and unpacks them).
set -u
cd "$(dirname "$0")/.."
status=0
for bench in bench/*.py; do
    case $bench in bench/data.py | bench/chains.py | bench/family.py | bench/fit_names.py) continue ;; esac
    echo "== $bench"
    python3 "$bench" || status=1
done
exit $status
