package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Asks a proxy over its real socket. */
final class AdminClient {
  static final ObjectMapper JSON = new ObjectMapper();
  private final Path socket;

  AdminClient(Path socket) {
    this.socket = socket;
  }

  JsonNode ask(JsonNode request) throws IOException {
    return askRaw(JSON.writeValueAsString(request));
  }

  JsonNode askRaw(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      Channels.newOutputStream(channel).write((line + "\n").getBytes(UTF_8));
      return JSON.readTree(Wire.line(new BufferedInputStream(Channels.newInputStream(channel))));
    }
  }

  JsonNode op(String op) throws IOException {
    return ask(JSON.createObjectNode().put("op", op));
  }

  JsonNode op(String op, String target) throws IOException {
    return ask(JSON.createObjectNode().put("op", op).put("target", target));
  }

  JsonNode apply(ObjectNode table) throws IOException {
    ObjectNode request = JSON.createObjectNode().put("op", "apply");
    request.set("table", table);
    return ask(request);
  }
}
