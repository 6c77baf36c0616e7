#!/usr/bin/env bash
# Starts the slim server in its image. Three variables are enough:
#   DATABASE_URL   postgresql://user:password@host:5432/database
#   MEMPHIS_URL    http://user:password@gateway:4444; https, and a user of type application
#   TOPIC_PREFIX   names this server: the first part of its topics, and of its replication slot
# In user names and passwords everything but letters, digits and -._~ is written as %XX. Whatever else is to be set is a
# variable named after its property (DEBEZIUM_SINK_MEMPHIS_STATION), which also wins over these three, or stands in a
# mounted /debezium/config/application.properties. With arguments it runs the memphis command: check, setup, tail.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

fail() {
  echo "start: $1" >&2
  exit 1
}

# What %XX stands for.
decoded() {
  local text=${1//\\/\\\\}
  text=$(printf '%b.' "${text//%/\\x}")
  printf '%s' "${text%.}"
}

# A value as the server takes it: it would read a $ as the beginning of an expression, so there are two of each.
literal() {
  printf '%s' "${1//\$/\$\$}"
}

# The sink's password: the sink takes it as it stands, unless there is the beginning of an expression in it.
sink_secret() {
  case $1 in
    *'${'*) literal "$1" ;;
    *) printf '%s' "$1" ;;
  esac
}

# Sets a variable that is not set.
default() {
  if [ -z "${!1:-}" ]; then
    export "$1=$2"
  fi
}

# Takes a URL apart into scheme, user, password, host, port and path. Its text is in no message: there is a password in it.
take_apart() {
  local name=$1 pattern='^([a-z]+)://([^:/@?#]+):([^:/@?#]+)@(\[[0-9a-fA-F:]+\]|[^]:/@?#[]+)(:([0-9]+))?(/[^?#]*)?$'
  case ${!name} in
    [\"\']*) fail "$name begins with a quote, which docker run --env-file takes for a part of the value; write it without" ;;
  esac
  [[ ${!name} =~ $pattern ]] || fail "$name is not of the form $2; in user and password, write what is neither letter nor digit as %XX"
  scheme=${BASH_REMATCH[1]} user=$(decoded "${BASH_REMATCH[2]}") password=$(decoded "${BASH_REMATCH[3]}")
  host=${BASH_REMATCH[4]} port=${BASH_REMATCH[6]} path=${BASH_REMATCH[7]}
}

database() {
  local form=postgresql://user:password@host:5432/database
  take_apart DATABASE_URL "$form"
  case $scheme in
    postgresql | postgres) ;;
    *) fail "DATABASE_URL begins with $scheme://, and only postgresql:// is understood; for others mount a config/application.properties" ;;
  esac
  [[ $path =~ ^/[^/]+$ ]] || fail "DATABASE_URL names no database: $form"
  local slot=${TOPIC_PREFIX//[^a-zA-Z0-9_]/_}
  default DEBEZIUM_SOURCE_CONNECTOR_CLASS io.debezium.connector.postgresql.PostgresConnector
  default DEBEZIUM_SOURCE_PLUGIN_NAME pgoutput
  default DEBEZIUM_SOURCE_DATABASE_HOSTNAME "$host"
  default DEBEZIUM_SOURCE_DATABASE_PORT "${port:-5432}"
  default DEBEZIUM_SOURCE_DATABASE_USER "$(literal "$user")"
  default DEBEZIUM_SOURCE_DATABASE_PASSWORD "$(literal "$password")"
  default DEBEZIUM_SOURCE_DATABASE_DBNAME "$(literal "$(decoded "${path#/}")")"
  default DEBEZIUM_SOURCE_SLOT_NAME "${slot,,}_cdc"
  default DEBEZIUM_SOURCE_PUBLICATION_NAME "${slot,,}_cdc"
}

memphis() {
  take_apart MEMPHIS_URL http://user:password@gateway:4444
  case $scheme in
    http | https) ;;
    *) fail "MEMPHIS_URL begins with $scheme://, and a gateway is reached by http:// or https://" ;;
  esac
  default DEBEZIUM_SINK_MEMPHIS_URL "$scheme://$host${port:+:$port}$path"
  default DEBEZIUM_SINK_MEMPHIS_USERNAME "$(literal "$user")"
  default DEBEZIUM_SINK_MEMPHIS_PASSWORD "$(sink_secret "$password")"
}

# A file that was mounted, as the server will want it.
configuration() {
  local file=config/application.properties
  [ ! -e "$file" ] || [ -r "$file" ] || fail "/debezium/$file cannot be read by user $(id -u); give it to that user (chown $(id -u)), so that it can stay closed to others"
}

# Whether offsets can be stored. Otherwise it would run, deliver, and begin with a new snapshot at each start.
data() {
  local reason
  if ! reason=$({ printf . >data/.writable; } 2>&1); then
    case $reason in
      *'Read-only file system') fail "offsets cannot be stored: /debezium/data is mounted read-only; mount it without :ro" ;;
      *'No space left on device') fail "offsets cannot be stored: the file system of /debezium/data is full" ;;
      *) fail "offsets cannot be stored: /debezium/data is not writable for user $(id -u); use a named volume, or give the folder to that user (chown $(id -u))" ;;
    esac
  fi
  rm -f data/.writable
}

# A container that has too little ends with code 137 and no word. Others may have found a setting that needs less.
memory() {
  local file limit
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    if read -r limit 2>/dev/null <"$file" && [[ $limit =~ ^[0-9]+$ ]] && [ "$limit" -lt $((512 << 20)) ]; then
      echo "start: this container has $((limit >> 20)) MB of memory, and 512 MB are known to be enough: with less, the kernel may end the server without a word, with exit code 137" >&2
    fi
  done
}

if [ $# -gt 0 ]; then
  exec sh bin/memphis "$@"
fi
configuration
if [ -n "${DATABASE_URL:-}" ] || [ -n "${MEMPHIS_URL:-}" ]; then
  for name in DATABASE_URL MEMPHIS_URL TOPIC_PREFIX; do
    [ -n "${!name:-}" ] || fail "$name is not set; DATABASE_URL, MEMPHIS_URL and TOPIC_PREFIX go together"
  done
  default DEBEZIUM_SOURCE_TOPIC_PREFIX "$TOPIC_PREFIX"
  database
  memphis
elif [ -z "${DEBEZIUM_SINK_MEMPHIS_URL:-}" ] && ! grep -q '^ *debezium\.sink\.memphis\.url *[=:]' config/application.properties; then
  fail "nothing says where from and where to: set DATABASE_URL, MEMPHIS_URL and TOPIC_PREFIX, or mount a /debezium/config/application.properties"
fi
memory
data
unset DATABASE_URL MEMPHIS_URL
exec bash run.sh
