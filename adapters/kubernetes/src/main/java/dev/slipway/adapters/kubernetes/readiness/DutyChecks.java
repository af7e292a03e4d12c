package dev.slipway.adapters.kubernetes.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.adapters.kubernetes.readiness.Facts.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** What people have to do for it, and Slipway's own rights. */
final class DutyChecks {
  static final String RESTORED = "slipway.dev/restored-at";
  private static final String LOSS = "what is kept must outlive its disk";
  private static final Duration LONGEST_UNTRIED = Duration.ofDays(31);
  private static final Duration LONGEST_UNSAVED = Duration.ofDays(1);

  private final Facts facts;
  private final Around around;
  private final List<Alerts> alerts;
  private final Instant now;

  DutyChecks(Facts facts, Around around, List<Alerts> alerts, Instant now) {
    this.facts = facts;
    this.around = around;
    this.alerts = alerts;
    this.now = now;
  }

  List<Finding> all() {
    return List.of(rights(), monitoring(), alerting(), NamespaceChecks.looked(facts, "backups", Kind.CLAIMS, this::backups), runbooks());
  }

  private Finding rights() {
    return Finding.of("slipway-rights", facts.lacking().isEmpty(),
        facts.lacking().isEmpty() ? "Slipway may do all that a rollout needs" : "Slipway may not " + String.join(", ", facts.lacking()),
        "a rollout that lacks a right stops where it needs it", "slipway kubernetes rbac ENV | kubectl apply -f -");
  }

  private Finding monitoring() {
    List<String> away = alerts.stream().flatMap(a -> a.fault().stream()).toList();
    String found = around.prometheus().isEmpty() ? "slipway.yaml names no Prometheus"
        : away.isEmpty() ? "measured by " + around.prometheus().getFirst() : String.join("; ", away);
    return Finding.of("monitoring", !around.prometheus().isEmpty() && away.isEmpty(), found,
        "a Service counts no requests: without measurements a bad candidate is told by its health alone",
        "name one in slipway.yaml that answers: metrics: { sources: { prometheus: { prometheus: \"http://…:9090\" } } }");
  }

  private Finding alerting() {
    int rules = alerts.stream().mapToInt(Alerts::rules).sum();
    return Finding.of("alerting", rules > 0,
        rules == 0 ? "no Prometheus that is known here has alerting rules" : rules + " alerting rules",
        "between rollouts nobody else tells that it fails", "load rules that alert on errors and latency into Prometheus");
  }

  private Finding backups() {
    if (facts.of(Kind.CLAIMS).isEmpty()) {
      return Finding.of("backups", true, "nothing is kept in its namespace: no PersistentVolumeClaim", LOSS, "");
    }
    List<JsonNode> jobs = facts.of(Kind.CRONJOBS).stream().filter(j -> Facts.name(j).contains("backup")
        || j.path("metadata").path("labels").path("slipway.dev/backup").asText().equals("true")).toList();
    if (jobs.isEmpty()) {
      return Finding.of("backups", false, facts.of(Kind.CLAIMS).size() + " PersistentVolumeClaims and no CronJob that backs up",
          LOSS, "add a CronJob with the label slipway.dev/backup: \"true\"");
    }
    JsonNode job = jobs.getFirst();
    JsonNode status = job.path("status");
    Optional<Instant> saved = time(status.path("lastSuccessfulTime").asText(status.path("lastScheduleTime").asText()));
    Optional<Instant> restored = time(job.path("metadata").path("annotations").path(RESTORED).asText());
    boolean fresh = saved.filter(s -> s.isAfter(now.minus(LONGEST_UNSAVED))).isPresent();
    boolean tried = restored.filter(r -> r.isAfter(now.minus(LONGEST_UNTRIED))).isPresent();
    return Finding.of("backups", fresh && tried, "CronJob " + Facts.name(job) + ": ran " + saved.map(Instant::toString).orElse("never")
        + ", restored " + restored.map(Instant::toString).orElse("never"), "a backup that was never restored is a hope",
        fresh ? "restore it, then: kubectl annotate cronjob " + Facts.name(job) + " --overwrite " + RESTORED + "=$(date -u +%FT%TZ)"
            : "see why it did not run within a day: kubectl describe cronjob " + Facts.name(job));
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Finding runbooks() {
    return Finding.of("runbook", !around.runbooks().isEmpty(),
        around.runbooks().isEmpty() ? "none beside slipway.yaml or above" : String.join(", ", around.runbooks()),
        "whoever is woken at night has not built it", "write RUNBOOK.md beside slipway.yaml: what it is, how it fails, what to do");
  }
}
