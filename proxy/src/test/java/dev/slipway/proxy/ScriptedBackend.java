package dev.slipway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP/1.1 server of which a test decides every byte. */
final class ScriptedBackend implements AutoCloseable {
  private final ServerSocket server;
  private final Script script;
  private final Thread acceptor;
  final List<Request> requests = new CopyOnWriteArrayList<>();
  final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();

  /** Answers one request; returns whether the connection goes on. */
  interface Script {
    boolean answer(Request request, Conversation conversation) throws IOException, InterruptedException;
  }

  record Request(String head, byte[] body) {
    String line() {
      return head.lines().findFirst().orElse("");
    }

    String path() {
      return line().split(" ", -1)[1];
    }

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines().filter(each -> each.toLowerCase(Locale.ROOT).startsWith(start))
          .map(each -> each.substring(start.length()).trim()).findFirst();
    }

    String text() {
      return new String(body, ISO_8859_1);
    }
  }

  record Conversation(Socket socket, InputStream in, OutputStream out) {
    void write(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }

    void ok(String body) throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
  }

  private ScriptedBackend(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    this.acceptor = Thread.ofVirtual().start(this::acceptAll);
  }

  static ScriptedBackend of(Script script) {
    try {
      return new ScriptedBackend(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers everything with this text. */
  static ScriptedBackend saying(String text) {
    return of(
        (_, conversation) -> {
          conversation.ok(text);
          return true;
        });
  }

  int port() {
    return server.getLocalPort();
  }

  /** As if its process was killed: no more connections, those there are end at once, and nobody waits at its port any more. */
  void kill() {
    try {
      server.close();
      acceptor.join(Duration.ofSeconds(5));
      for (Socket each : sockets) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      Conversation conversation = new Conversation(socket, new java.io.BufferedInputStream(socket.getInputStream()),
          socket.getOutputStream());
      boolean goesOn = true;
      while (goesOn) {
        Optional<Request> request = read(conversation);
        if (request.isEmpty()) {
          return;
        }
        requests.add(request.get());
        goesOn = script.answer(request.get(), conversation);
      }
    } catch (IOException e) {
      sockets.remove(socket);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Request> read(Conversation conversation) throws IOException {
    String head = Wire.head(conversation.in());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    Request request = new Request(head, new byte[0]);
    if (request.header("expect").isPresent()) {
      conversation.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return Optional.of(new Request(head, Wire.body(conversation.in(), request)));
  }
}
