#!/bin/sh
# Fails where clang-format would change a file, and names it.
cd "$(dirname "$0")/../.." && find src test bench -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
