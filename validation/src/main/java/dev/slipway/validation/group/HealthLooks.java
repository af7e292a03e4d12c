package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.group.HealthReport.Part;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether it lives, is ready, and what it says of its parts. */
final class HealthLooks {
  private static final Pattern DATABASE =
      Pattern.compile("(?i).*(database|\\bdb|db\\b|sql|postgres|mysql|maria|mongo|oracle|datasource).*");
  private static final Pattern EXTERNAL =
      Pattern.compile("(?i).*(http|api|smtp|mail|queue|kafka|rabbit|amqp|s3|blob|storage|oidc|auth|ldap|external|upstream|webhook).*");
  private static final Pattern LEAK = Pattern.compile("(?i)://[^/\\s:@\"]{1,64}:[^/\\s@\"]{1,64}@"
      + "|password\\s*[=:]\\s*[^\\s\"*,;}{]{3}|\"password\"\\s*:\\s*\"[^\"*]{3}");

  private HealthLooks() {}

  static List<Planned> health(HealthSpec health) {
    return List.of(
        path("live", health.live(), "health.live"),
        path("ready", health.ready(), "health.ready"),
        planned(CheckGroup.HEALTH, "detailed", health, HealthLooks::detailed),
        planned(CheckGroup.HEALTH, "database", health, a -> parts(a, "database", HealthLooks::isDatabase)),
        planned(CheckGroup.HEALTH, "cache and others", health, a -> parts(a, "cache or other part", p -> !isDatabase(p)
            && !isExternal(p))));
  }

  static List<Planned> integration(HealthSpec health) {
    return List.of(
        planned(CheckGroup.INTEGRATION, "external services", health, a -> parts(a, "external service", HealthLooks::isExternal)),
        planned(CheckGroup.INTEGRATION, "report keeps secrets", health, HealthLooks::discreet));
  }

  private static boolean isDatabase(Part part) {
    return DATABASE.matcher(part.name()).matches();
  }

  private static boolean isExternal(Part part) {
    return !isDatabase(part) && EXTERNAL.matcher(part.name()).matches();
  }

  private static Planned planned(CheckGroup group, String name, HealthSpec health, Look look) {
    return new Planned(group, name, "GET " + health.detail().orElse(""), Weight.ASKED_FOR, Manner.PATIENT, look);
  }

  private static Planned path(String name, Optional<String> path, String key) {
    Look look = around -> {
      if (path.isEmpty()) {
        return Finding.skipped("there is no " + key + " in slipway.yaml");
      }
      Answer answer = around.get(path.get());
      boolean good = answer.status() >= 200 && answer.status() < 300;
      return good ? Finding.holds("GET " + path.get(), answer.said())
          : Finding.fails("GET " + path.get(), answer.told(),
              "it must be 2xx", "look at slipway logs, and at what " + path.get() + " depends on");
    };
    return new Planned(CheckGroup.HEALTH, name, "GET " + path.orElse(key), Weight.GRAVE, Manner.PATIENT, look);
  }

  private static Finding detailed(Around around) throws NoAnswer, InterruptedException {
    Optional<Answer> detail = around.detail();
    if (detail.isEmpty()) {
      return Finding.skipped("there is no health.detail in slipway.yaml");
    }
    String asked = "GET " + around.subject().health().detail().orElseThrow();
    List<Part> parts = Around.json(detail.get()).map(HealthReport::parts).orElse(List.of());
    if (detail.get().status() >= 500 && parts.isEmpty()) {
      return Finding.fails(asked, detail.get().said(), "the report cannot be read", "let it answer JSON with a status for each part");
    }
    return parts.isEmpty()
        ? Finding.fails(asked, detail.get().said() + ": " + detail.get().begins(), "it names no part with a status",
            "answer JSON as {\"status\":\"ok\",\"database\":\"ok\",\"cache\":\"ok\"}")
        : Finding.holds(asked, detail.get().said() + ", " + parts.size() + " parts");
  }

  private static Finding parts(Around around, String what, Predicate<Part> wanted) throws NoAnswer, InterruptedException {
    Optional<Answer> detail = around.detail();
    if (detail.isEmpty()) {
      return Finding.skipped("there is no health.detail in slipway.yaml");
    }
    List<Part> parts = Around.json(detail.get()).map(HealthReport::parts).orElse(List.of()).stream().filter(wanted).toList();
    if (parts.isEmpty()) {
      return Finding.skipped("the report names no " + what);
    }
    String asked = "GET " + around.subject().health().detail().orElseThrow();
    List<Part> bad = parts.stream().filter(p -> !p.good()).toList();
    String came = String.join(", ", (bad.isEmpty() ? parts : bad).stream().map(p -> p.name() + " " + p.status()).limit(10).toList());
    return bad.isEmpty() ? Finding.holds(asked, came)
        : Finding.fails(asked, came, bad.getFirst().name() + " is not well", "look at " + bad.getFirst().name() + " and at the way to it");
  }

  private static Finding discreet(Around around) throws NoAnswer, InterruptedException {
    Optional<Answer> detail = around.detail();
    if (detail.isEmpty()) {
      return Finding.skipped("there is no health.detail in slipway.yaml");
    }
    String asked = "GET " + around.subject().health().detail().orElseThrow();
    boolean tells = LEAK.matcher(detail.get().text()).find();
    return tells ? Finding.fails(asked, "an address with a password, or a password", "everybody who reaches it can read that",
        "leave connection strings out of the report") : Finding.holds(asked, "no password in it");
  }
}
