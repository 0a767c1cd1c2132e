#!/bin/sh
# Puts a built release in force: roll-out.sh toan-canh-1.2.0 (a folder of releases/). The same with an older one rolls back.
# The hashed files of the last three builds stay; gateways are restarted one after the other, the next only when the one before serves.
set -eu

ROOT=${TOAN_CANH_ROOT:-/srv/toan-canh}
GATEWAYS=${TOAN_CANH_GATEWAYS-"8081 8082"}
RESTART=${TOAN_CANH_RESTART:-systemctl restart toan-canh@}
# Between two, s: longer than fail_timeout in nginx.conf, for until then the front may still pass over the one that is back.
SETTLE=${TOAN_CANH_SETTLE:-3}

fail() { echo "✗ $*" >&2; exit 1; }
put_link() { ln -s "$1" "$2.new" && mv -T "$2.new" "$2"; }
build_of() { [ -L "$1" ] && basename "$(dirname "$(readlink "$1")")" || true; }

[ $# -eq 1 ] || fail "roll-out.sh <release>"
RELEASE=$1
cd "$ROOT"
[ -f "releases/$RELEASE/dist/index.html" ] || fail "$ROOT/releases/$RELEASE/dist: not built"
rm -f release.new site.new

# Newest first, each once; a release that is gone is left out.
kept=$RELEASE
for known in $(build_of site/current) $(build_of site/previous) $(build_of site/oldest); do
  case " $kept " in *" $known "*) continue ;; esac
  if [ -d "releases/$known/dist" ]; then kept="$kept $known"; fi
done
# shellcheck disable=SC2086
set -- $kept
before=$(readlink site || true)
sites=sites/$(date -u +%Y%m%dT%H%M%SZ)-$$
mkdir -p "$sites"
ln -s "../../releases/$1/dist" "$sites/current"
ln -s "../../releases/${2:-$1}/dist" "$sites/previous"
ln -s "../../releases/${3:-${2:-$1}}/dist" "$sites/oldest"
# First the files, for a page of the new build may come from the first gateway at once. Each link turns in one step.
put_link "$sites" site
put_link "releases/$RELEASE" release
case $before in sites/*) rm -r "$before" ;; esac

serves() {
  tries=0
  until curl -fs -o /dev/null --max-time 3 "http://127.0.0.1:$1/readyz"; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || return 1
    sleep 0.5
  done
}
first=yes
for port in $GATEWAYS; do
  [ -n "$first" ] || sleep "$SETTLE"
  first=
  $RESTART"$port" || fail "gateway $port: not restarted; the others still run the release before"
  serves "$port" || fail "gateway $port: not ready after a minute; the others still run the release before"
  echo "✓ $port: $RELEASE"
done
