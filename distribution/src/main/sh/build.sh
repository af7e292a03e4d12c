# Keeps a runnable build of this checkout: sourced by ./slipway and bench/run with the checkout's folder in $root.
# Leaves the folder of the newest build in $installed.

target=$root/distribution/target
staged=$target/slipway
builds=$target/builds
builds_kept=3

# Cheap on purpose (one find that stops at the first hit): it runs before every command.
is_stale() {
  [ -f "$builds/current" ] || return 0
  read -r installed < "$builds/current"
  installed=$builds/$installed
  [ -x "$installed/bin/slipway" ] || return 0
  [ -d "$staged" ] && [ "$staged" -nt "$builds/current" ] && return 0
  [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$root"/adapters/*/src/main "$root"/examples/*/src/main \
    -newer "$builds/current" -print -quit 2> /dev/null)" ]
}

build_if_stale() {
  is_stale || return 0
  mkdir -p "$builds" || exit 3
  # One build at a time; whoever waited finds the work done.
  if command -v flock > /dev/null; then
    exec 9> "$builds/lock"
    flock -w 900 9 || { echo "SLW-6091 Another build has held $builds/lock for 15 minutes. Nothing has been started." >&2; exit 3; }
  fi
  if is_stale; then
    build
  fi
  exec 9>&-
}

build() {
  build_log=$target/build.log
  touch "$builds/started"
  if ! { [ -d "$staged" ] && [ -z "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$staged" -print -quit 2> /dev/null)" ]; }; then
    rm -rf "$staged"
    if [ -t 2 ]; then
      exec 8>&2
    else
      exec 8> /dev/null
      echo "Building Slipway (first use or changed sources), a minute or two" >&2
    fi
    if ! run_maven > "$build_log" 2>&1; then
      tail -n 30 "$build_log" >&2
      echo "SLW-6092 Slipway could not be built; the whole log is $build_log. Nothing has been started and traffic is untouched." >&2
      exit 3
    fi
    install_build
    prepare_start
  else
    install_build
  fi
}

# After a long build a few seconds more do not matter, and everything that follows starts in a tenth of the time.
prepare_start() {
  [ "${SLIPWAY_AOT-on}" = on ] || return 0
  . "$installed/libexec/jdk.sh"
  find_java_25 || no_java_25
  [ -t 2 ] && printf 'preparing a fast start' >&2
  sh "$installed/libexec/train" "$installed" "$java_home" "$java_version" "$installed/cache" > /dev/null 2>&1
  [ -t 2 ] && printf '\r\033[K' >&2
  return 0
}

# Progress goes to descriptor 8, one line that overwrites itself; the log to standard output.
run_maven() {
  { (cd "$root" && ./mvnw -B -ntp -Dstyle.color=never -DskipTests -Dquick package 2>&1; printf '\nmaven-exit %s\n' "$?") | {
    while read -r line; do
      printf '%s\n' "$line"
      case $line in
        '[INFO] Building Slipway'*'['*) printf '\r\033[K%s' "building ${line#\[INFO\] Building }" >&8 ;;
        'maven-exit 0') printf '\r\033[K' >&8; exit 0 ;;
      esac
    done
    printf '\r\033[K' >&8
    exit 1
  }; }
}

install_build() {
  number=1
  [ -f "$builds/current" ] && read -r number < "$builds/current" && number=$((number + 1))
  rm -rf "${builds:?}/$number"
  mv "$staged" "$builds/$number" || exit 3
  # As old as the start of the build, so that a file saved while it ran counts as newer.
  echo "$number" > "$builds/current.new"
  touch -r "$builds/started" "$builds/current.new"
  mv "$builds/current.new" "$builds/current"
  rm -rf "${builds:?}/$((number - builds_kept))"
  installed=$builds/$number
}
