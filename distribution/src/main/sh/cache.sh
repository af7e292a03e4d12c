# The start-up cache (JEP 483 and 514): classes already parsed and linked, one file per kind of process. Sourced by bin/slipway.
# Leaves the option for java in $aot_option; when there is no cache yet, has one made in the background, once.
# A cache belongs to one Java and one set of jars: the Java's version is in its name, and a new build has a folder of its own.

aot_option=
cache_folder=$home/cache

# The distribution may belong to root: then the cache goes to the user's own, named after the folder it was made for.
own_cache_folder() {
  set -f
  IFS=/
  # shellcheck disable=SC2086 # splitting at the slashes is the point
  set -- $home
  IFS=+
  cache_folder=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/slipway/$*
  unset IFS
  set +f
}

if [ "${SLIPWAY_AOT-on}" = on ]; then
  [ -f "$cache_folder/cli-$java_version.aot" ] || [ -w "$home" ] || own_cache_folder
  if [ -f "$cache_folder/$kind-$java_version.aot" ]; then
    aot_option=-XX:AOTCache=$cache_folder/$kind-$java_version.aot
  elif [ ! -f "$cache_folder/gave-up-$java_version" ]; then
    ( nice -n 19 setsid sh "$home/libexec/train" "$home" "$java_home" "$java_version" "$cache_folder" < /dev/null > /dev/null 2>&1 & )
  fi
fi
