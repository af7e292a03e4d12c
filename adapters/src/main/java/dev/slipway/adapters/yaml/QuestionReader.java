package dev.slipway.adapters.yaml;

import dev.slipway.core.check.HttpQuestion;
import dev.slipway.core.check.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one request of a check, and what its answer must be like. */
final class QuestionReader {
  private static final List<String> METHODS = List.of("get", "head", "post");
  private static final List<String> OF_METHODS = List.of("get", "head", "post", "put", "patch", "delete");
  private static final List<String> OWN = List.of("status", "under", "contains", "json", "headers", "body");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

  private QuestionReader() {}

  /** Says what belongs to a request and stands beside something else. */
  static void refuse(Section map, String kind) {
    OWN.stream().flatMap(k -> map.value(k).stream()).forEach(v ->
        v.problems().add(Fault.CONTRADICTION, v.keyAt(), v.path() + " belongs to a request, and this check is a " + kind,
            "leave it out, or ask with get"));
  }

  /**
   * Reads it.
   *
   * @param inFlow whether others may follow, and use what it keeps
   */
  static Optional<HttpQuestion> read(Section map, boolean inFlow) {
    List<String> methods = (inFlow ? OF_METHODS : METHODS).stream().filter(m -> map.value(m).isPresent()).toList();
    if (methods.size() != 1) {
      map.problems().add(methods.isEmpty() ? Fault.MISSING_KEY : Fault.CONTRADICTION, map.headAt(),
          map.path() + (methods.isEmpty() ? " asks nothing" : " asks more than one thing"), "say what is asked, as " + CheckReader.EXAMPLE);
      return Optional.empty();
    }
    String method = methods.getFirst();
    Optional<String> path = HealthReader.path(map.value(method).orElseThrow());
    Optional<Integer> status = map.value("status").flatMap(v -> v.whole(200, 599));
    Duration under = map.value("under").flatMap(v -> v.duration(Duration.ofMillis(1), Defaults.HOUR)).orElse(Defaults.CHECK_UNDER);
    Optional<String> contains = map.value("contains").flatMap(v -> v.text("\"ok\""));
    if (method.equals("head")) {
      List.of("contains", "json").forEach(key -> map.value(key).ifPresent(v -> map.problems().add(Fault.CONTRADICTION, v.keyAt(),
          map.path() + " looks for text in the answer to a head, which has none", "ask with get")));
    }
    Map<String, String> headers = headers(map);
    Optional<String> body = map.value("body").flatMap(v -> v.text("'{\"name\":\"x\"}'"));
    Map<String, String> json = json(map);
    Map<String, String> keep = inFlow ? keep(map) : Map.of();
    return path.map(p -> new HttpQuestion(method.toUpperCase(Locale.ROOT), p, headers, body, status, under, contains, json, keep));
  }

  private static Map<String, String> headers(Section map) {
    Map<String, String> headers = new TreeMap<>();
    for (Member each : members(map, "headers", "{ Accept: application/json }")) {
      String name = each.name();
      Value value = each.value();
      Optional<String> text = value.text("application/json");
      if (!name.matches(SettingsReader.TOKEN)) {
        value.problems().add(Fault.BAD_FORM, value.keyAt(), "\"" + name + "\" cannot be the name of a header",
            "use letters, digits and dashes, as Accept-Language");
      } else if (text.isPresent() && !text.get().matches("[\\x20-\\x7e]+")) {
        value.badForm("cannot be the value of a header", "use printable ASCII on one line");
      } else if (text.isPresent() && !text.get().contains("${") && secret(name, text.get())) {
        value.fault(Fault.PLAIN_SECRET, value.path() + " looks like a secret, and stands here for everybody to read",
            "write \"${env:NAME}\", of the environment of the server or of whoever calls slipway validate");
      } else {
        text.ifPresent(t -> headers.put(name, t));
      }
    }
    return headers;
  }

  private static boolean secret(String name, String text) {
    return name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie") || SecretName.plainSecret(name, text);
  }

  private static Map<String, String> json(Section map) {
    Map<String, String> json = new TreeMap<>();
    for (Member each : members(map, "json", "{ \"$.status\": ok }")) {
      Value value = each.value();
      if (isPath(value, each.name()) && value.node() instanceof Node.Scalar scalar) {
        json.put(each.name(), literal(scalar));
      } else if (!(value.node() instanceof Node.Scalar)) {
        value.wrongKind("a single value", "ok");
      }
    }
    return json;
  }

  private static boolean isPath(Value value, String written) {
    if (JsonPath.parse(written).isEmpty()) {
      value.problems().add(Fault.BAD_FORM, value.keyAt(), "\"" + written + "\" is no JSON path of names and indexes",
          "write it as \"$.orders[0].id\"");
      return false;
    }
    return true;
  }

  /** As JSON: a number stays a number, so that 3 is not "3". */
  private static String literal(Node.Scalar scalar) {
    return switch (scalar.type()) {
      case TEXT -> "\"" + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
      case WHOLE, DECIMAL -> NUMBER.matcher(scalar.text()).matches() ? scalar.text() : "\"" + scalar.text() + "\"";
      case TRUTH -> scalar.text();
      case NOTHING -> "null";
    };
  }

  private static Map<String, String> keep(Section map) {
    Map<String, String> keep = new TreeMap<>();
    for (Member each : members(map, "keep", "{ id: $.id }")) {
      Value value = each.value();
      Optional<String> path = value.text("$.id");
      if (!NAME.matcher(each.name()).matches()) {
        value.problems().add(Fault.BAD_FORM, value.keyAt(), "\"" + each.name() + "\" cannot be the name of something kept",
            "use letters and digits, as orderId");
      } else if (path.isPresent() && JsonPath.parse(path.get()).isEmpty()) {
        value.badForm("is no JSON path of names and indexes", "write it as $.orders[0].id");
      } else {
        path.ifPresent(p -> keep.put(each.name(), p));
      }
    }
    return keep;
  }

  /** One member of a map, with its name. */
  private record Member(String name, Value value) {}

  private static List<Member> members(Section map, String key, String example) {
    return map.section(key, example).stream()
        .flatMap(s -> s.map().entries().stream().map(e -> new Member(e.key(), s.value(e.key()).orElseThrow()))).toList();
  }
}
