#!/bin/sh
# Installs the packages of packages.txt that this machine lacks; does nothing where all are there.
set -eu
cd "$(dirname "$0")/../.."
missing=
for p in $(grep -v '^#' packages.txt); do
    dpkg-query -W -f '${Status}\n' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null || { echo "setup: no apt-get here; install these yourself:$missing" >&2; exit 1; }
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
echo "setup: installing$missing" >&2
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
