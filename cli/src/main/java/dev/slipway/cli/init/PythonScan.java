package dev.slipway.cli.init;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a Python project as far as the server in it goes. */
final class PythonScan {
  private static final Pattern APPLICATION = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(Flask|FastAPI|Starlette|Quart)\\(");

  private PythonScan() {}

  static Optional<Recipe> django(Folder folder) {
    if (!folder.has("manage.py")) {
      return Optional.empty();
    }
    Optional<String> settings = group(Pattern.compile("DJANGO_SETTINGS_MODULE[\"'],\\s*[\"']([A-Za-z0-9_]+)\\."), folder.text("manage.py"));
    boolean gunicorn = requirements(folder).contains("gunicorn") && settings.isPresent();
    String command =
        gunicorn
            ? "-m gunicorn " + settings.orElseThrow() + ".wsgi --bind 127.0.0.1:${port}"
            : "manage.py runserver --noreload 127.0.0.1:${port}";
    Recipe recipe = recipe(folder, settings.orElse(folder.name()), "cd ${artifact} && exec python3 " + command);
    return Optional.of(gunicorn ? recipe
        : recipe.noting("runserver is for trying out: add gunicorn to requirements.txt and run slipway init again in a fresh folder, or "
        + "change run."));
  }

  static Optional<Recipe> scan(Folder folder) {
    Optional<String> entry = folder.first("app.py", "main.py", "server.py", "wsgi.py", "src/main.py", "src/app.py");
    boolean project = folder.has("requirements.txt") || folder.has("pyproject.toml") || folder.has("Pipfile") || entry.isPresent();
    if (!project || entry.isEmpty()) {
      return Optional.empty();
    }
    String file = entry.get();
    String text = folder.text(file);
    String module = file.replaceFirst("^src/", "").replaceFirst("\\.py$", "");
    String into = file.startsWith("src/") ? "cd ${artifact}/src && exec env PYTHONPATH=${artifact} python3 "
        : "cd ${artifact} && exec python3 ";
    Matcher application = APPLICATION.matcher(text);
    if (!application.find()) {
      Recipe plain = recipe(folder, folder.name(), into + module + ".py");
      boolean readsPort = text.contains("\"PORT\"") || text.contains("'PORT'");
      return Optional.of(readsPort ? plain
          : plain.noting("The program must listen on the port in the variable PORT, as in int(os.environ[\"PORT\"])."));
    }
    String target = module + ":" + application.group(1);
    boolean asynchronous = !application.group(2).equals("Flask");
    String libraries = requirements(folder);
    if (asynchronous) {
      return Optional.of(recipe(folder, folder.name(), into + "-m uvicorn " + target + " --host 127.0.0.1 --port ${port}"));
    }
    if (libraries.contains("gunicorn")) {
      return Optional.of(recipe(folder, folder.name(), into + "-m gunicorn " + target + " --bind 127.0.0.1:${port}"));
    }
    return Optional.of(
        recipe(folder, folder.name(), into + "-m flask --app " + target + " run --host 127.0.0.1 --port ${port}")
            .noting("Flask's own server is for trying out: with gunicorn, run python3 -m gunicorn " + target
                + " --bind 127.0.0.1:${port}."));
  }

  private static Recipe recipe(Folder folder, String name, String run) {
    boolean listed = folder.has("requirements.txt");
    String copy = ShippedCopy.command(".");
    Recipe recipe =
        Recipe.of(name, ShippedCopy.NAME, run)
            .with(Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"))
            .builtBy(listed ? copy + " && python3 -m pip install -r requirements.txt --target " + ShippedCopy.NAME : copy)
            .noting(ShippedCopy.NOTE);
    return listed ? recipe : recipe.noting("Without a requirements.txt, libraries are those of this machine's Python.");
  }

  private static String requirements(Folder folder) {
    return folder.text("requirements.txt") + folder.text("pyproject.toml") + folder.text("Pipfile");
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }
}
