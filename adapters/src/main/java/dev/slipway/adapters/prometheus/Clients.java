package dev.slipway.adapters.prometheus;

import dev.slipway.core.metric.SourceAccess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Clients of HTTP, one for each way of TLS, so that connections are used again; made anew when a file of it has changed. */
final class Clients {
  private static final Key USUAL = new Key(Optional.empty(), Optional.empty(), List.of());

  private final Map<Key, HttpClient> made = new ConcurrentHashMap<>();

  /** What TLS is made of, and when its files last changed. */
  private record Key(Optional<String> ca, Optional<SourceAccess.ClientCertificate> client, List<String> changed) {}

  HttpClient of(Optional<SourceAccess> access) throws Refusal {
    Key key = access.isPresent() ? key(access.get()) : USUAL;
    HttpClient known = made.get(key);
    if (known != null) {
      return known;
    }
    made.keySet().removeIf(k -> !k.equals(USUAL) && k.ca().equals(key.ca()) && k.client().equals(key.client()));
    HttpClient client = make(key);
    made.put(key, client);
    return client;
  }

  private static HttpClient make(Key key) throws Refusal {
    HttpClient.Builder builder = HttpClient.newBuilder()
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(HttpClient.Version.HTTP_1_1);
    return key.equals(USUAL) ? builder.build() : builder.sslContext(TlsFiles.context(key.ca(), key.client())).build();
  }

  private static Key key(SourceAccess access) throws Refusal {
    List<String> changed = new ArrayList<>();
    Stream<String> files = Stream.concat(access.ca().stream(), access.client().stream().flatMap(c -> Stream.of(c.certificate(), c.key())));
    for (String file : files.toList()) {
      changed.add(changed(file));
    }
    return new Key(access.ca(), access.client(), changed);
  }

  private static String changed(String file) throws Refusal {
    try {
      return Files.getLastModifiedTime(Path.of(file)) + " " + Files.size(Path.of(file));
    } catch (IOException e) {
      throw new Refusal("SLW-4542", "the file " + file + " of TLS cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
