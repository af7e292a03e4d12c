package dev.slipway.adapters.yaml;

import dev.slipway.core.release.DockerEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code platform}, as a word or as a map with the word's settings. */
final class PlatformReader {
  private static final List<String> WORDS = List.of("process", "docker");

  private PlatformReader() {}

  /** The Docker engine that instances run on; nothing for processes. */
  static Optional<DockerEngine> read(Section environment) {
    Optional<Value> written = environment.value("platform");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (written.get().node() instanceof Node.Mapping) {
      return written.get().section("").flatMap(p -> p.section("docker", "{ host: ssh://deploy@web-1 }")).map(PlatformReader::docker);
    }
    return word(written.get()).filter("docker"::equals).map(w -> DockerEngine.LOCAL);
  }

  /** Whether instances are processes, which they are where nothing is said. */
  static boolean isProcess(Section environment) {
    Optional<Value> written = environment.value("platform");
    return written.isEmpty() || (written.get().node() instanceof Node.Scalar scalar && !scalar.text().equals("docker"));
  }

  /** The words that this version can act on, told apart from those it will. */
  private static Optional<String> word(Value value) {
    Optional<String> word = value.text("process");
    if (word.isEmpty() || WORDS.contains(word.get())) {
      return word;
    }
    if (NotYet.PLATFORMS.contains(word.get())) {
      value.fault(Fault.NOT_AVAILABLE, "platform \"" + word.get() + "\" is not available in this version",
          "use platform: process or docker");
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(WORDS);
    all.addAll(NotYet.PLATFORMS.stream().sorted().toList());
    String hint = Spelling.nearest(word.get(), all).filter(WORDS::contains).map(n -> "did you mean \"" + n + "\"?")
        .orElse("use process or docker");
    value.fault(Fault.UNKNOWN_WORD, "unknown word \"" + word.get() + "\" in " + value.path(), hint);
    return Optional.empty();
  }

  private static DockerEngine docker(Section settings) {
    Optional<String> host = settings.value("host").flatMap(PlatformReader::host);
    Optional<String> tls = settings.value("tls").flatMap(v -> v.text("certificates"));
    if (tls.isPresent() && host.filter(h -> h.startsWith("tcp://")).isEmpty()) {
      settings.value("tls").orElseThrow().fault(Fault.CONTRADICTION, settings.path() + ".tls is for an engine that is reached by tcp://",
          "add host: tcp://HOST:2376, or leave it out");
    }
    boolean elsewhere = host.filter(h -> !h.startsWith("unix://")).isPresent();
    Optional<String> reach = settings.value("reach").flatMap(v -> v.word(List.of("published", "address")));
    return new DockerEngine(host, tls, reach.filter("address"::equals).isPresent() || (reach.isEmpty() && !elsewhere)
        ? DockerEngine.Reach.ADDRESS : DockerEngine.Reach.PUBLISHED);
  }

  private static Optional<String> host(Value value) {
    Optional<String> host = value.text("tcp://10.0.0.5:2376");
    if (host.isPresent() && !host.get()
        .matches("unix:///\\S+|tcp://[^/\\s:]+(:[0-9]{1,5})?|ssh://([^@/\\s]+@)?[^@/\\s:]+(:[0-9]{1,5})?(/\\S+)?")) {
      return value.badForm("is no address of a Docker engine", "write unix:///run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST");
    }
    return host;
  }
}
