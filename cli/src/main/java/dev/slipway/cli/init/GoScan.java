package dev.slipway.cli.init;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a Go module: built into one file, and that file shipped. */
final class GoScan {
  private static final Pattern MODULE = Pattern.compile("(?m)^module\\s+\"?([^\\s\"]+)");
  private static final Pattern PORT_FLAG = Pattern.compile("flag\\.(?:Int|Uint|String)(?:Var)?\\([^)\\n]*\"(port|addr|listen)\"");

  private GoScan() {}

  static Optional<Recipe> scan(Folder folder) {
    if (!folder.has("go.mod")) {
      return Optional.empty();
    }
    Matcher module = MODULE.matcher(folder.text("go.mod"));
    String path = module.find() ? module.group(1).replaceFirst("/v[0-9]+$", "") : folder.name();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String name = last.matches("[A-Za-z0-9._-]+") ? last : "app";
    Optional<String> main = folder.first("main.go", "cmd/" + name + "/main.go", "cmd/server/main.go", "cmd/main.go");
    String target = main.filter(m -> m.contains("/")).map(m -> "./" + m.substring(0, m.lastIndexOf('/'))).orElse(".");
    String text = main.map(folder::text).orElse("");
    Matcher flag = PORT_FLAG.matcher(text);
    String run = "${artifact}";
    List<String> notes = List.of();
    if (!text.contains("\"PORT\"")) {
      if (flag.find()) {
        run = flag.group(1).equals("port") ? "${artifact} -port ${port}" : "${artifact} -" + flag.group(1) + " 127.0.0.1:${port}";
      } else {
        notes = List.of("The program must listen on the port in the variable PORT, as in os.Getenv(\"PORT\").");
      }
    }
    Recipe recipe = Recipe.of(name, "dist/" + name, run).builtBy("go build -o dist/" + name + " " + target);
    return Optional.of(notes.isEmpty() ? recipe : recipe.noting(notes.getFirst()));
  }
}
