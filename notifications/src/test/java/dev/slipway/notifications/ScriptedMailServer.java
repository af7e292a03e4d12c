package dev.slipway.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server on a real socket that takes everything but what begins with one word. */
final class ScriptedMailServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final String word;
  private final int reply;

  /**
   * At once.
   *
   * @param reply to that word; 0 for none at all
   */
  ScriptedMailServer(String word, int reply) throws IOException {
    this.word = word;
    this.reply = reply;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    try (Socket one = socket.accept();
        BufferedReader in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII))) {
      say(one, "220 ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith(word)) {
          say(one, usual(line));
          takeLetter(line, in, one);
        } else if (reply > 0) {
          say(one, reply + " not so");
        }
      }
    } catch (IOException e) {
      System.out.println("the scripted mail server ended: " + e.getMessage());
    }
  }

  private static String usual(String line) {
    return switch (line.substring(0, 4)) {
      case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
      case "AUTH" -> "235 in";
      case "DATA" -> "354 go on";
      default -> "250 well";
    };
  }

  private static void takeLetter(String line, BufferedReader in, Socket to) throws IOException {
    if (line.equals("DATA")) {
      String body = in.readLine();
      while (body != null && !body.equals(".")) {
        body = in.readLine();
      }
      say(to, "250 well");
    }
  }

  private static void say(Socket to, String line) throws IOException {
    to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
