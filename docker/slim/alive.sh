#!/usr/bin/env bash
# Whether the server's own liveness check says UP; nothing but bash is needed.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-8080}"
printf 'GET /q/health/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r answer <&3
[[ $answer == *' 200 '* ]]
