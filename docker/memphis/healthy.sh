#!/usr/bin/env bash
# Whether the gateway on this port (4444 unless another is given) says that it is well; nothing but bash is needed.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${1:-4444}"
printf 'GET /monitoring/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
grep -q '"status":"ok"' <&3
