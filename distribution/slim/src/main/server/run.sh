#!/usr/bin/env bash
# Starts the server; config/application.properties is its configuration. As in the stock server:
#   JAVA_HOME             the Java to use, 21 or newer; without it the one on the PATH
#   JAVA_OPTS             options for it (DEBEZIUM_OPTS go before them)
#   JMX_EXPORTER_PORT     a port for Prometheus, when lib_metrics/ holds a jmx_prometheus_javaagent-*.jar;
#                         JMX_EXPORTER_CONFIG is its configuration (config/metrics.yml)
#   JMX_HOST, JMX_PORT    where JMX is to be reached, without a password: for closed networks
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

java=java
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
fi
if ! command -v "$java" >/dev/null; then
  echo "run.sh: no Java at ${JAVA_HOME:-the PATH}; install one of version 21 or newer, or point JAVA_HOME at it" >&2
  exit 1
fi
major=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
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
  options+=("-javaagent:${agents[0]}=0.0.0.0:$JMX_EXPORTER_PORT:${JMX_EXPORTER_CONFIG:-config/metrics.yml}")
fi
if [ -n "${JMX_HOST:-}" ] && [ -n "${JMX_PORT:-}" ]; then
  options+=("-Djava.rmi.server.hostname=$JMX_HOST" "-Dcom.sun.management.jmxremote.port=$JMX_PORT"
    "-Dcom.sun.management.jmxremote.rmi.port=$JMX_PORT" -Dcom.sun.management.jmxremote.local.only=false
    -Dcom.sun.management.jmxremote.ssl=false -Dcom.sun.management.jmxremote.authenticate=false)
fi

runners=(debezium-server-*runner.jar)
# shellcheck disable=SC2086 # options are several words on purpose
exec "$java" "${options[@]}" ${DEBEZIUM_OPTS:-} ${JAVA_OPTS:-} -cp "${runners[0]}:config/lib:lib/*" io.debezium.server.Main
