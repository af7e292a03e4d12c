package dev.slipway.adapters.yaml;

import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RouterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code router}, as a word or as a map with the word's settings. */
final class RouterReader {
  private static final List<String> WORDS = List.of("embedded", "haproxy", "nginx");

  private RouterReader() {}

  static Optional<RouterSpec> read(Optional<Value> written) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Value value = written.get();
    if (!(value.node() instanceof Node.Mapping)) {
      return kind(value.word(WORDS).orElse("embedded"), Optional.empty());
    }
    Section map = value.section("").orElseThrow();
    List<String> named = map.map().entries().stream().map(Node.Entry::key).filter(WORDS::contains).toList();
    if (named.size() > 1) {
      Position at = map.value(named.get(1)).orElseThrow().keyAt();
      map.problems().add(Fault.CONTRADICTION, at, map.path() + " names both " + named.get(0) + " and " + named.get(1),
          "keep one of the two");
    }
    return named.isEmpty() ? Optional.empty() : kind(named.getFirst(), map.section(named.getFirst(), "{}"));
  }

  private static Optional<RouterSpec> kind(String word, Optional<Section> settings) {
    return switch (word) {
      case "haproxy" -> Optional.of(haproxy(settings));
      case "nginx" -> Optional.of(nginx(settings));
      default -> Optional.empty();
    };
  }

  private static RouterSpec haproxy(Optional<Section> settings) {
    List<String> sockets = sockets(settings);
    Optional<Endpoint> preview = settings.flatMap(s -> s.value("preview")).flatMap(SettingsReader::listen);
    settings.ifPresent(s -> {
      if (sockets.isEmpty() && s.value("sockets").isEmpty()) {
        for (String key : List.of("preview", "files")) {
          s.value(key).ifPresent(v -> v.fault(Fault.CONTRADICTION, v.path() + " is for HAProxies of your own, and sockets names none",
              "add sockets: /run/haproxy/admin.sock, or leave it out"));
        }
      } else if (s.value("preview").isEmpty()) {
        s.problems()
            .add(Fault.MISSING_KEY, s.headAt(), s.path() + " lacks preview: where your HAProxies show the candidate before it has traffic",
            "add preview: 127.0.0.1:8081");
      }
    });
    return new RouterSpec.Haproxy(
        sockets, text(settings, "template", "haproxy.cfg.template"), preview, text(settings, "files", "/etc/haproxy/slipway"));
  }

  private static RouterSpec nginx(Optional<Section> settings) {
    Optional<String> include = text(settings, "include", "/etc/nginx/slipway/shop.conf");
    for (String key : List.of("conf", "pid", "reload")) {
      Optional<Value> only = settings.flatMap(s -> s.value(key)).filter(v -> include.isEmpty());
      only.ifPresent(v -> v.fault(Fault.CONTRADICTION, v.path() + " is of your own nginx, and without include there is one of Slipway's",
          "name the file that your nginx.conf includes, as include: /etc/nginx/slipway/shop.conf, or leave it out"));
    }
    return new RouterSpec.Nginx(
        include, text(settings, "template", "nginx.conf.template"), text(settings, "command", "nginx"),
        text(settings, "conf", "/etc/nginx/nginx.conf"), text(settings, "pid", "/run/nginx.pid"),
            text(settings, "reload", "sudo systemctl reload nginx"));
  }

  private static Optional<String> text(Optional<Section> settings, String key, String example) {
    return settings.flatMap(s -> s.value(key)).flatMap(v -> v.text(example));
  }

  /** Addresses of Runtime APIs: an absolute path, or a host with a port. */
  private static List<String> sockets(Optional<Section> settings) {
    List<String> sockets = new ArrayList<>();
    for (Value each : settings.flatMap(s -> s.value("sockets")).map(Value::oneOrMany).orElse(List.of())) {
      Optional<String> socket = each.text("/run/haproxy/admin.sock");
      if (socket.isPresent() && !socket.get().matches("/\\S+|[^/\\s:]+:[0-9]{1,5}|\\[[0-9a-fA-F:.]+]:[0-9]{1,5}")) {
        each.badForm("is no Runtime API", "write an absolute path, as /run/haproxy/admin.sock, or HOST:PORT, as 10.0.0.1:9999");
      } else if (socket.isPresent() && sockets.contains(socket.get())) {
        each.fault(Fault.CONTRADICTION, each.path() + " names " + socket.get() + " a second time", "keep one of the two");
      } else {
        socket.ifPresent(sockets::add);
      }
    }
    return sockets;
  }
}
