package dev.slipway.distribution;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on an empty state folder that answers what the command line and the dashboard ask first. */
final class ServerTraining {
  private static final int START_ATTEMPTS = 800;
  private static final int ATTEMPT_PAUSE_MILLIS = 25;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");

  private ServerTraining() {}

  static void run(Path folder) throws IOException, InterruptedException {
    Path state = folder.resolve("server");
    Path description = state.resolve("server.json");
    Thread server = Thread.ofPlatform().daemon().name("server").start(() -> serve(state));
    for (int attempt = 0; attempt < START_ATTEMPTS && server.isAlive() && !Files.exists(description); attempt++) {
      Thread.sleep(ATTEMPT_PAUSE_MILLIS);
    }
    Matcher url = URL.matcher(Files.readString(description));
    if (!url.find()) {
      throw new IOException("no url in " + description);
    }
    String token = Files.readString(state.resolve("token")).strip();
    for (String path : List.of("/health", "/targets", "/targets", "/targets/shop/production", "/audit")) {
      System.out.println(path + " → " + get(url.group(1) + "/api/v1" + path, token));
    }
  }

  private static void serve(Path state) {
    try {
      // By name, as the launcher starts it: the training is no part of what the server is built from.
      Class.forName("dev.slipway.server.ServerMain")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {"--state", state.toString(), "--port", "0"});
    } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the server cannot be trained", e);
    }
  }

  private static int get(String url, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return connection.getResponseCode();
  }
}
