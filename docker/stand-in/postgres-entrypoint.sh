#!/usr/bin/env bash
# What the official image's entry point does, as far as the compose files and tests use it.
set -eu

if [ "$(id -u)" = 0 ]; then
  chown -R postgres:postgres "$PGDATA"
  chmod 700 "$PGDATA"
  exec setpriv --reuid postgres --regid postgres --clear-groups bash "$0" "$@"
fi

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:?}") --auth-host=scram-sha-256 --auth-local=trust
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  # On the socket alone, as the official one: who asks over TCP waits until all is there.
  pg_ctl start --wait --options="-c listen_addresses='' -c unix_socket_directories=/tmp"
  if [ "$database" != postgres ]; then
    createdb --host=/tmp --username="$user" "$database"
  fi
  pg_ctl stop --wait --mode=fast
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp
