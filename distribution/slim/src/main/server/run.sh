#!/usr/bin/env bash
# Starts the server; config/application.properties is its configuration. As in the stock server:
#   JAVA_HOME             the Java to use, 21 or newer; without it the one on the PATH, or one in /usr/lib/jvm
#   JAVA_OPTS             options for it (DEBEZIUM_OPTS go before them)
#   JMX_EXPORTER_PORT     a port for Prometheus, when lib_metrics/ holds a jmx_prometheus_javaagent-*.jar;
#                         JMX_EXPORTER_CONFIG is its configuration (config/metrics.yml), JMX_EXPORTER_HOST where it
#                         listens (127.0.0.1; 0.0.0.0 for every interface)
#   JMX_PORT              a port for JMX, on this machine's loopback interface
#   JMX_HOST              another interface's address, where JMX needs a password and TLS: who reaches it, runs code here
#   JMX_PASSWORD_FILE     names and passwords, readable for this user only (jmxremote.password)
#   JMX_ACCESS_FILE       what each of them may do; without it, what the Java's own file says (jmxremote.access)
#   JMX_TLS_CONFIG        a properties file with javax.net.ssl.keyStore and javax.net.ssl.keyStorePassword
# With --train, Java 25 or newer writes down while the server runs what it learns of it: once the server is stopped, that is made
# into server.aot, with which later starts of the same Java are faster (JEP 483, 514 and 515). Without the file, or with
# another Java or other libraries, the server starts as ever.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

major_of() {
  "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

java=java
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
elif ! [ "$(major_of java)" -ge 21 ] 2>/dev/null; then
  # As bin/memphis does.
  for candidate in /usr/lib/jvm/*/bin/java; do
    if [ -x "$candidate" ] && [ "$(major_of "$candidate")" -ge 21 ] 2>/dev/null; then
      java=$candidate
      break
    fi
  done
fi
if ! command -v "$java" >/dev/null; then
  echo "run.sh: no Java at ${JAVA_HOME:-the PATH}; install one of version 21 or newer, or point JAVA_HOME at it" >&2
  exit 1
fi
major=$(major_of "$java")
if ! [ "$major" -ge 21 ] 2>/dev/null; then
  echo "run.sh: the Java at ${JAVA_HOME:-the PATH} is version ${major:-unknown}; 21 or newer is needed, point JAVA_HOME at one" >&2
  exit 1
fi

options=()
if [ "$major" -ge 24 ]; then
  # Newer Java warns of what libraries do.
  options+=(--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED)
fi
options+=(--add-opens=java.base/java.lang=ALL-UNNAMED)
if [ -n "${JMX_EXPORTER_PORT:-}" ]; then
  agents=(lib_metrics/jmx_prometheus_javaagent-*.jar)
  if [ ! -f "${agents[0]}" ]; then
    echo "run.sh: JMX_EXPORTER_PORT is set, but lib_metrics/ holds no jmx_prometheus_javaagent-*.jar" >&2
    exit 1
  fi
  options+=("-javaagent:${agents[0]}=${JMX_EXPORTER_HOST:-127.0.0.1}:$JMX_EXPORTER_PORT:${JMX_EXPORTER_CONFIG:-config/metrics.yml}")
fi

# A file that one of the variables names.
readable() {
  if [ ! -r "${!1}" ]; then
    echo "run.sh: $1=${!1} cannot be read" >&2
    exit 1
  fi
}
jmx() {
  local host=${JMX_HOST:-127.0.0.1}
  options+=("-Djava.rmi.server.hostname=$host" "-Dcom.sun.management.jmxremote.host=$host"
    "-Dcom.sun.management.jmxremote.port=$JMX_PORT" "-Dcom.sun.management.jmxremote.rmi.port=$JMX_PORT"
    -Dcom.sun.management.jmxremote.local.only=false)
  case $host in
    localhost | 127.* | ::1) ;;
    *)
      if [ -z "${JMX_PASSWORD_FILE:-}" ] || [ -z "${JMX_TLS_CONFIG:-}" ]; then
        echo "run.sh: JMX_HOST=$host is not this machine's loopback, and who reaches JMX runs code here: set JMX_PASSWORD_FILE and JMX_TLS_CONFIG, too, or leave JMX_HOST out" >&2
        exit 1
      fi
      ;;
  esac
  if [ -n "${JMX_PASSWORD_FILE:-}" ]; then
    readable JMX_PASSWORD_FILE
    options+=(-Dcom.sun.management.jmxremote.authenticate=true
      "-Dcom.sun.management.jmxremote.password.file=$JMX_PASSWORD_FILE")
    if [ -n "${JMX_ACCESS_FILE:-}" ]; then
      readable JMX_ACCESS_FILE
      options+=("-Dcom.sun.management.jmxremote.access.file=$JMX_ACCESS_FILE")
    fi
  else
    options+=(-Dcom.sun.management.jmxremote.authenticate=false)
  fi
  if [ -n "${JMX_TLS_CONFIG:-}" ]; then
    readable JMX_TLS_CONFIG
    options+=(-Dcom.sun.management.jmxremote.ssl=true -Dcom.sun.management.jmxremote.registry.ssl=true
      "-Dcom.sun.management.jmxremote.ssl.config.file=$JMX_TLS_CONFIG")
  else
    options+=(-Dcom.sun.management.jmxremote.ssl=false)
  fi
}
if [ -n "${JMX_PORT:-}" ]; then
  jmx
elif [ -n "${JMX_HOST:-}" ]; then
  echo "run.sh: JMX_HOST is set, but JMX_PORT is not; JMX stays closed" >&2
fi

runners=(debezium-server-*runner.jar)
# shellcheck disable=SC2206 # options are several words on purpose
program=("${options[@]}" ${DEBEZIUM_OPTS:-} ${JAVA_OPTS:-} -cp "${runners[0]}:config/lib:lib/*" io.debezium.server.Main)

# Runs the server until it is stopped, then makes server.aot of what was written down.
train() {
  local code=0 server
  if [ "$major" -lt 25 ]; then
    echo "run.sh: --train needs Java 25 or newer, and the one at ${JAVA_HOME:-the PATH} is version $major" >&2
    exit 1
  fi
  if ! [ -w . ]; then
    echo "run.sh: --train writes server.aot into $PWD, which cannot be written to" >&2
    exit 1
  fi
  rm -f server.aot server.aot.config server.aot.log
  echo "run.sh: training: let the server deliver changes for a minute or more, then stop it (Ctrl-C)"
  "$java" -XX:AOTMode=record -XX:AOTConfiguration=server.aot.config "${program[@]}" &
  server=$!
  trap 'kill -TERM "$server" 2>/dev/null || true' INT TERM
  while kill -0 "$server" 2>/dev/null; do
    wait "$server" || code=$?
  done
  if ! [ -f server.aot.config ]; then
    echo "run.sh: the server ended ($code) and nothing was learnt" >&2
    exit 1
  fi
  echo "run.sh: making server.aot, some 20 seconds"
  if ! "$java" -XX:AOTMode=create -XX:AOTConfiguration=server.aot.config -XX:AOTCache=server.aot "${program[@]}" >server.aot.log 2>&1; then
    echo "run.sh: server.aot could not be made; server.aot.log says why" >&2
    exit 1
  fi
  rm -f server.aot.config server.aot.log
  echo "run.sh: server.aot is there: later starts use it"
}

case ${1:-} in
  '') ;;
  --train)
    train
    exit
    ;;
  *)
    echo "run.sh: $1 is not understood; --train is all there is besides the variables that it names at its top" >&2
    exit 2
    ;;
esac

learnt=()
if [ "$major" -ge 25 ] && [ -f server.aot ]; then
  # What does not fit this Java or these libraries any more is left unused, without a word.
  learnt=(-XX:AOTCache=server.aot '-Xlog:aot*=off' '-Xlog:cds*=off')
fi
exec "$java" ${learnt[@]+"${learnt[@]}"} "${program[@]}"
