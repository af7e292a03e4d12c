package dev.slipway.core.gate;

import static dev.slipway.core.gate.GateSetting.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a gate looks at. The setting that has the kind's own name says where that lies. */
public enum GateKind {
  /** Results of tests, as JUnit XML. */
  JUNIT("junit", Shape.FILES, say("least-tests", Shape.WHOLE), say("most-skipped", Shape.WHOLE), Shared.AGE, Shared.BASELINE),
  /** Coverage by JaCoCo, Cobertura or LCOV. */
  COVERAGE("coverage", Shape.FILES, say("lines", Shape.SHARE), say("branches", Shape.SHARE), Shared.ACCEPTED, Shared.TOLERANCE, Shared.AGE),
  /** Findings of static analysis, as SARIF. */
  SARIF("sarif", Shape.FILES, say("fails-at", Shape.SEVERITY), Shared.AGE, Shared.BASELINE),
  /** Vulnerabilities and misconfigurations, as Trivy's JSON. */
  TRIVY("trivy", Shape.FILES, say("fails-at", Shape.SEVERITY), say("only-fixable", Shape.TRUTH), Shared.AGE, Shared.BASELINE),
  /** A bill of materials, CycloneDX or SPDX. */
  SBOM("sbom", Shape.FILE, say("least-components", Shape.WHOLE), say("names", Shape.TEXTS), say("generate", Shape.TRUTH), Shared.AGE),
  /** The summary of a load run, of k6 or JMeter. */
  LOAD("load", Shape.FILE, say("p50", Shape.TIME), say("p90", Shape.TIME), say("p95", Shape.TIME), say("p99", Shape.TIME),
      say("errors", Shape.SHARE), say("checks", Shape.SHARE), say("least-requests", Shape.WHOLE), Shared.ACCEPTED, Shared.TOLERANCE,
      Shared.AGE),
  /** Licences of what a bill of materials lists. */
  LICENCES("licences", Shape.FILE, say("allow", Shape.TEXTS), say("deny", Shape.TEXTS), say("unknown", Shape.PASS_OR_FAIL), Shared.AGE,
      Shared.BASELINE),
  /** An image: an OCI layout, or what docker inspect prints. */
  IMAGE("image", Shape.FILE, say("key", Shape.FILE), say("roots", Shape.FILE), say("log-key", Shape.FILE), say("identity", Shape.TEXT),
      say("issuer", Shape.TEXT), say("non-root", Shape.TRUTH)),
  /** The version that is deployed. */
  VERSION("version", Shape.VALID_OR_NEWER),
  /** Secrets in files. */
  SECRETS("secrets", Shape.FILES, say("allow", Shape.TEXTS)),
  /** Placeholders that nobody filled in. */
  PLACEHOLDERS("placeholders", Shape.FILES, say("patterns", Shape.TEXTS), say("allow", Shape.TEXTS)),
  /** A command of the user's own. */
  COMMAND("command", Shape.TEXT, say("timeout", Shape.TIME));

  /** Settings that several kinds have. */
  private static final class Shared {
    static final GateSetting AGE = say("max-age", Shape.TIME);
    static final GateSetting BASELINE = say("baseline", Shape.FILE);
    static final GateSetting ACCEPTED = say("accepted", Shape.TRUTH);
    static final GateSetting TOLERANCE = say("tolerance", Shape.SHARE);
  }

  /** How a setting is written. */
  public enum Shape { TEXT, TEXTS, FILE, FILES, WHOLE, SHARE, TIME, TRUTH, SEVERITY, PASS_OR_FAIL, VALID_OR_NEWER }

  private final String word;
  private final List<GateSetting> settings;

  GateKind(String word, Shape subject, GateSetting... others) {
    this.word = word;
    List<GateSetting> all = new ArrayList<>(List.of(say(word, subject)));
    all.addAll(Arrays.asList(others));
    all.add(say("name", Shape.TEXT));
    this.settings = List.copyOf(all);
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** What may be said of it, its subject first. */
  public List<GateSetting> settings() {
    return settings;
  }

  /** The setting with this name. */
  public Optional<GateSetting> setting(String name) {
    return settings.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The kind that is written so. */
  public static Optional<GateKind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }

  /** All that may be written. */
  public static List<String> words() {
    return Arrays.stream(values()).map(GateKind::word).toList();
  }
}
