package dev.slipway.adapters.docker;

import dev.slipway.core.release.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service of a compose file shares with its neighbours and with the machine: networks, volumes and secrets. */
record ComposeStorage(ComposeFile file, ComposeNode service, String name, String project) {
  /** The same networks as before. The service's name is none of the aliases: it belongs to what stands before all instances. */
  List<ContainerSpec.Network> networks() {
    List<ContainerSpec.Network> joined = new ArrayList<>();
    service.list("networks").forEach(n -> joined.add(network(String.valueOf(n))));
    service.node("networks").keys().forEach(n -> joined.add(network(n)));
    return joined.isEmpty() ? List.of(network("default")) : joined;
  }

  private ContainerSpec.Network network(String key) {
    return new ContainerSpec.Network(file.engineName("networks", key, project), List.of());
  }

  List<String> volumes() {
    List<String> read = new ArrayList<>();
    for (Object each : service.list("volumes")) {
      if (each instanceof Map<?, ?> m) {
        ComposeNode said = new ComposeNode(file, m);
        read.add(source(said.text("source").orElse("")) + ":" + said.text("target").orElse("") + (said.yes("read_only") ? ":ro" : ""));
        continue;
      }
      String[] parts = file.text(each).orElse("").split(":", 2);
      if (parts.length < 2) {
        throw file.wrong("the service " + name + " has the volume " + parts[0]
            + " without a name, which another container would not find; name it");
      }
      read.add(source(parts[0]) + ":" + parts[1]);
    }
    return read;
  }

  private String source(String source) {
    return source.startsWith("/") ? source
        : source.startsWith(".") ? file.folder().resolve(source).normalize().toString() : file.engineName("volumes", source, project);
  }

  List<ContainerSpec.Secret> secrets() {
    List<ContainerSpec.Secret> read = new ArrayList<>();
    for (Object each : service.list("secrets")) {
      ComposeNode written = ComposeNode.of(file, Optional.of(each));
      String source = written.text("source").or(() -> file.text(each)).orElse("");
      ComposeNode said = file.named("secrets", source);
      String reference = said.text("file").map(f -> "${file:" + file.folder().resolve(f).normalize() + "}")
          .or(() -> said.text("environment").map(e -> "${env:" + e + "}"))
          .orElseThrow(() -> file.wrong("the secret " + source + " has neither file nor environment"));
      read.add(new ContainerSpec.Secret(written.text("target").orElse(source), reference));
    }
    return read;
  }
}
