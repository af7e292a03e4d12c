# Finds a Java 25 and leaves its folder in $java_home and its version in $java_version. Sourced, and without a single fork on the
# usual path: every millisecond here is paid by every command.

# Is $1 the folder of a Java 25? Asks the release file instead of starting a Java.
is_java_25() {
  [ -r "$1/release" ] && [ -x "$1/bin/java" ] || return 1
  while IFS='=' read -r release_key release_value; do
    if [ "$release_key" = JAVA_VERSION ]; then
      java_version=${release_value#\"}
      java_version=${java_version%\"}
      case $java_version in
        25 | 25.*) java_home=$1; return 0 ;;
        *) return 1 ;;
      esac
    fi
  done < "$1/release"
  return 1
}

# Looks at the folders given, then JAVA_HOME, the usual places and PATH. With SLIPWAY_NEEDS_COMPILER=1 a folder without javac does not count.
find_java_25() {
  for candidate in "$@" "${JAVA_HOME-}" /usr/lib/jvm/*25* /opt/java/*25* /opt/*jdk*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && is_java_25 "$candidate" && { [ -z "${SLIPWAY_NEEDS_COMPILER-}" ] || [ -x "$candidate/bin/javac" ]; }; then
      return 0
    fi
  done
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path") || return 1
  is_java_25 "${on_path%/bin/java}" && { [ -z "${SLIPWAY_NEEDS_COMPILER-}" ] || [ -x "$java_home/bin/javac" ]; }
}

no_java_25() {
  cat >&2 << 'END'
SLW-6090 No Java 25 found: looked at JAVA_HOME, /usr/lib/jvm, /opt and PATH. Nothing has been started and traffic is untouched.
Install one (Debian and Ubuntu: apt-get install openjdk-25-jdk-headless, or Temurin 25), or point JAVA_HOME at it.
The archive slipway-*-linux-x64.tar.gz brings a runtime of its own and needs none.
END
  exit 3
}
