# Sourced by the scripts beside it, which set $script: finds a JDK of 21 or newer and Maven. Sets JAVA_HOME, MAVEN,
# ROOT and quiet (Java options); gives maven_quietly.

ROOT=$(CDPATH='' cd -- "$(dirname -- "$script")/.." && pwd)

java_major() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

good_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  major=$(java_major "$1")
  [ -n "$major" ] && [ "$major" -ge 21 ] 2>/dev/null
}

jdk_of_path() {
  command -v javac >/dev/null 2>&1 || return 0
  javac=$(command -v javac)
  javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
  dirname -- "$(dirname -- "$javac")"
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && good_jdk "$JAVA_HOME"; then return 0; fi
  for candidate in "$(jdk_of_path)" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    if [ -n "$candidate" ] && good_jdk "$candidate"; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  return 1
}

if ! find_jdk; then
  echo "No JDK of version 21 or newer was found (looked at JAVA_HOME, PATH and the usual install folders)." >&2
  echo "Install one, for example Eclipse Temurin 21 or newer, or point JAVA_HOME at it." >&2
  exit 1
fi
export JAVA_HOME

# Newer JDKs warn of what Maven's and Netty's own libraries do; nobody here can mend that.
quiet=
if [ "$(java_major "$JAVA_HOME")" -ge 24 ]; then
  quiet='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
fi
export MAVEN_OPTS="${MAVEN_OPTS:-} $quiet"

if command -v mvn >/dev/null 2>&1; then
  MAVEN=$(command -v mvn)
else
  echo "Maven was not found. Install Maven 3.8 or newer (on Debian or Ubuntu: apt-get install maven; with Homebrew:" >&2
  echo "brew install maven) and put mvn on the PATH." >&2
  exit 1
fi

# Runs Maven in $ROOT and shows what it says only where it fails: it writes escape sequences even when told to be quiet.
maven_quietly() {
  said=$(mktemp)
  if (cd "$ROOT" && "$MAVEN" -B -q "$@") >"$said" 2>&1; then
    rm -f "$said"
  else
    cat "$said" >&2
    rm -f "$said"
    return 1
  fi
}
