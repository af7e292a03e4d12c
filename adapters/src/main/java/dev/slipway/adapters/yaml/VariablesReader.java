package dev.slipway.adapters.yaml;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code env}: the variables of every instance. */
final class VariablesReader {
  private static final String EXAMPLE = "{ LOG_LEVEL: info }";

  private VariablesReader() {}

  /** Later ones win over earlier ones. */
  static Map<String, String> merged(List<Map<String, String>> variables) {
    Map<String, String> all = new TreeMap<>();
    variables.forEach(all::putAll);
    return Collections.unmodifiableMap(all);
  }

  static Map<String, String> read(Optional<Value> env) {
    Map<String, String> read = new TreeMap<>();
    Optional<Section> section = env.flatMap(v -> v.section(EXAMPLE));
    for (Node.Entry entry : section.map(s -> s.map().entries()).orElse(List.of())) {
      Value value = section.orElseThrow().value(entry.key()).orElseThrow();
      if (isName(entry, value)) {
        text(value, entry.key()).ifPresent(t -> read.put(entry.key(), t));
      }
    }
    return read;
  }

  private static boolean isName(Node.Entry entry, Value value) {
    if (entry.key().equals("PORT")) {
      value.problems().add(Fault.CONTRADICTION, entry.keyAt(), value.path()
          + " is set by Slipway for each instance, which gets a port of its own", "leave it out; listen is the public port");
      return false;
    }
    if (entry.key().startsWith("SLIPWAY_")) {
      value.problems().add(Fault.CONTRADICTION, entry.keyAt(), value.path()
          + " begins with SLIPWAY_, as the variables do that Slipway sets", "give it another name");
      return false;
    }
    if (!entry.key().matches("[A-Za-z_][A-Za-z0-9_]*")) {
      value.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" cannot be the name of a variable",
          "use letters, digits and underscores, as " + suggestion(entry.key()));
      return false;
    }
    return true;
  }

  private static String suggestion(String key) {
    String name = key.replaceAll("[^A-Za-z0-9_]+", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** A number or a truth stays the text it was written as: 1.10 is not 1.1. */
  private static Optional<String> text(Value value, String name) {
    if (!(value.node() instanceof Node.Scalar scalar)) {
      return value.wrongKind("text, a number, true or false", "info");
    }
    if (scalar.type() == Node.Type.NOTHING) {
      value.fault(Fault.WRONG_KIND, value.path() + " has no value", "write \"\" for an empty one, or leave the variable out");
      return Optional.empty();
    }
    if (scalar.text().indexOf('\0') >= 0) {
      return value.badForm("holds a zero character, which no variable can", "delete it");
    }
    if (SecretName.REFERENCE.matcher(scalar.text()).matches()) {
      return Optional.of(scalar.text());
    }
    if (SecretName.plainSecret(name, scalar.text())) {
      value.fault(Fault.PLAIN_SECRET, value.path() + " looks like a secret, and stands here for everybody to read",
          "keep it in a file that its owner alone can read, and write \"${file:/path/of/it}\"; or \"${env:NAME}\", of the server's "
              + "environment");
      return Optional.empty();
    }
    Placeholders.check(scalar.text(), Placeholders.OF_TEXT, value.at(), value.path(), value.problems());
    return Optional.of(scalar.text());
  }
}
