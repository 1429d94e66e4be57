#!/bin/sh
# A PostgreSQL for this benchmark alone, durable as it comes, on port 55432 of this machine.
#
#   bench/peers/postgresql.sh start | stop | remove
#
# Takes the newest server under /usr/lib/postgresql, or PEERS_POSTGRESQL_BIN; keeps its files in PEERS_POSTGRESQL_DATA.
set -eu

data=${PEERS_POSTGRESQL_DATA:-/var/tmp/ehcp-bench-peers-postgresql}
bin=${PEERS_POSTGRESQL_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
[ -x "$bin/initdb" ] || {
  echo "postgresql: no server found; install PostgreSQL or set PEERS_POSTGRESQL_BIN." >&2
  exit 1
}

# PostgreSQL refuses to run as root.
as_user() {
  if [ "$(id -u)" -eq 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi
}

case "${1:-}" in
start)
  if [ ! -d "$data/base" ]; then
    mkdir -p "$data"
    [ "$(id -u)" -ne 0 ] || chown postgres "$data"
    as_user "'$bin/initdb' -D '$data' -U postgres -A trust >/dev/null"
  fi
  as_user "'$bin/pg_ctl' -D '$data' -l '$data/log' -w start \
    -o '-p 55432 -k /tmp -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c max_wal_size=4GB'"
  ;;
stop) as_user "'$bin/pg_ctl' -D '$data' -m fast stop" ;;
remove) rm -rf "$data" ;;
*)
  echo 'usage: bench/peers/postgresql.sh start | stop | remove' >&2
  exit 2
  ;;
esac
