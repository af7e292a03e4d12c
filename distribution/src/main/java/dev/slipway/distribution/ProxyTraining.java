package dev.slipway.distribution;

import dev.slipway.proxy.ProxyMain;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy that is given one table and relays a few requests. */
final class ProxyTraining {
  private static final int START_ATTEMPTS = 400;
  private static final int ATTEMPT_PAUSE_MILLIS = 25;
  private static final int REQUESTS = 20;
  private static final int REPLY_BYTES_LIMIT = 256 * 1024;
  private static final Pattern LISTEN_PORT = Pattern.compile("\"listenPort\":(\\d+)");

  private ProxyTraining() {}

  static void run(Path folder) throws IOException, InterruptedException {
    Path directory = folder.resolve("proxy");
    Path socket = directory.resolve("proxy.sock");
    Thread.ofPlatform().daemon().name("proxy").start(() -> ProxyMain.main(new String[] {"--dir", directory.toString(), "--metrics-port", "0"}));
    for (int attempt = 0; attempt < START_ATTEMPTS && !Files.exists(socket); attempt++) {
      Thread.sleep(ATTEMPT_PAUSE_MILLIS);
    }
    try (CannedAnswers backend = new CannedAnswers("{}")) {
      System.out.println(ask(socket, "{\"op\":\"hello\"}"));
      System.out.println(ask(socket, "{\"op\":\"apply\",\"table\":" + table(backend.port()) + "}"));
      Matcher port = LISTEN_PORT.matcher(ask(socket, "{\"op\":\"read\",\"target\":\"shop/training\"}"));
      for (int request = 0; port.find(0) && request < REQUESTS; request++) {
        get(Integer.parseInt(port.group(1)));
      }
      System.out.println(ask(socket, "{\"op\":\"counts\",\"target\":\"shop/training\"}"));
    }
  }

  private static String table(int port) {
    return """
        {"format":1,"target":"shop/training","epoch":1,"generation":1,"listen":{"host":"127.0.0.1","port":0},"stable":"1.0.0",\
        "releases":[{"release":"1.0.0","weight":100,"backends":[{"id":"1.0.0-1","host":"127.0.0.1","port":%d,"draining":false}]}]}"""
        .formatted(port);
  }

  private static String ask(Path socket, String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      ByteBuffer reply = ByteBuffer.allocate(REPLY_BYTES_LIMIT);
      while (channel.read(reply) >= 0 && (reply.position() == 0 || reply.get(reply.position() - 1) != '\n') && reply.hasRemaining()) {
        Thread.onSpinWait();
      }
      return new String(reply.array(), 0, reply.position(), StandardCharsets.UTF_8);
    }
  }

  private static void get(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.getOutputStream().write("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      InputStream in = client.getInputStream();
      System.out.println(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("no answer"));
    }
  }
}
