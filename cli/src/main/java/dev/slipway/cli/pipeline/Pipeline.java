package dev.slipway.cli.pipeline;

import java.util.List;

/**
 * What a pipeline does for one project, whichever forge runs it.
 *
 * @param kind as {@code a Maven project}
 * @param setup lines of the GitHub steps that bring the tools, without indentation
 * @param image in which GitLab runs it
 * @param steps in order
 * @param gates on the command line's form, looked at when all steps are done
 * @param reports patterns of files that go along to the deploy
 * @param artifact file or folder that is shipped, with {@code ${version}} where its name has it
 * @param environments that slipway.yaml names and a branch rule leads to
 */
record Pipeline(
    String kind,
    List<String> setup,
    String image,
    List<Step> steps,
    List<String> gates,
    List<String> reports,
    String artifact,
    List<String> environments) {

  /**
   * One of its steps.
   *
   * @param run shell commands, a line each
   */
  record Step(String name, String run) {}

  /** Shell that sets {@code version} from the tag, or for want of one from the branch; or from the name of what was built. */
  String versionScript(String tag, String branch, String number) {
    int at = artifact.indexOf("${version}");
    if (at < 0) {
      return """
          if [ -n "%1$s" ]; then
            version="%1$s"
            version="${version#v}"
          else
            version="0.0.0-$(printf '%%s' "%2$s" | tr -c 'A-Za-z0-9' '-').%3$s"
          fi"""
          .formatted(tag, branch, number);
    }
    String before = artifact.substring(0, at);
    String after = artifact.substring(at + "${version}".length());
    return """
        version=""
        for file in %1$s*%2$s; do
          found="${file#%1$s}"
          found="${found%%%2$s}"
          case "$found" in
            *-sources | *-javadoc | *-plain | original-* | "*") ;;
            *) version="$found" ;;
          esac
        done
        if [ -z "$version" ]; then
          echo "nothing was built at %1$s*%2$s" >&2
          exit 1
        fi"""
        .formatted(before, after);
  }

  /** Shell that looks at the gates. */
  String gateScript() {
    return "slipway gate \\\n" + String.join(" \\\n", gates.stream().map(g -> "  --gate '" + g + "'").toList());
  }

  /** Shell that packs what a deploy needs, with the rights and times that files have. */
  String packScript() {
    String files = artifact.replace("${version}", "$VERSION");
    return """
        for file in slipway.yaml slipway-waivers.yaml slipway-accepted.json %s; do
          if [ -e "$file" ]; then echo "$file"; fi
        done > release.list
        if [ ! -e "%s" ]; then
          echo "nothing was built at %s" >&2
          exit 1
        fi
        tar -czf release.tar.gz -T release.list"""
        .formatted("\"" + files + "\" " + String.join(" ", reports), files, files);
  }

  /** Shell that brings Slipway where it is not installed. {@code path} says how the steps after it find it. */
  static String toolScript(String path) {
    return """
        if ! command -v slipway > /dev/null; then
          curl -fsSL --proto '=https' --retry 3 -o slipway.tar.gz "$SLIPWAY_ARCHIVE"
          echo "$SLIPWAY_SHA256  slipway.tar.gz" | sha256sum -c -
          mkdir -p "$HOME/.slipway-tool"
          tar -xzf slipway.tar.gz -C "$HOME/.slipway-tool" --strip-components=1
          rm slipway.tar.gz
          %s
        fi"""
        .formatted(path);
  }
}
