package dev.slipway.notifications.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks one receiver once, over HTTP/1.1. It connects to the very address that was looked at, for a name may lead elsewhere the second time,
 * which the JDK's own client would not let one prevent.
 */
public final class Wire {
  private static final int CONNECT_MILLIS = 5_000;
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]*");

  private final int wholeMillis;

  /**
   * With a limit on each request as a whole.
   *
   * @param wholeMillis from the first packet to the last
   */
  public Wire(int wholeMillis) {
    this.wholeMillis = wholeMillis;
  }

  /** Asks. Redirects are not followed. */
  public Reply ask(Request request) {
    URI url = request.url();
    InetAddress address = resolved(url.getHost(), request.allowPrivate());
    byte[] whole = whole(request);
    AtomicBoolean over = new AtomicBoolean();
    try (Socket plain = new Socket()) {
      CompletableFuture<Void> limit = CompletableFuture.runAsync(
          () -> end(plain, over), CompletableFuture.delayedExecutor(wholeMillis, TimeUnit.MILLISECONDS, Runnable::run));
      try {
        plain.connect(new InetSocketAddress(address, port(url)), Math.min(CONNECT_MILLIS, wholeMillis));
        plain.setSoTimeout(wholeMillis);
        Socket socket = "https".equals(url.getScheme()) ? secure(plain, url) : plain;
        OutputStream out = socket.getOutputStream();
        out.write(whole);
        out.flush();
        return ReplyReader.read(socket.getInputStream());
      } finally {
        boolean unused = limit.cancel(false);
      }
    } catch (IOException e) {
      throw away(url.getHost(), e, over.get());
    }
  }

  private WireException away(String host, IOException e, boolean over) {
    String why = over || e instanceof SocketTimeoutException ? " did not answer within " + wholeMillis / 1_000.0 + " s"
        : (e instanceof SSLException ? " does not speak TLS as it should: " : " cannot be asked, or broke off: ") + e.getMessage();
    return new WireException(WireException.Kind.AWAY, host + why);
  }

  private static InetAddress resolved(String host, boolean allowPrivate) {
    try {
      InetAddress[] all = InetAddress.getAllByName(host);
      if (!allowPrivate && !Arrays.stream(all).allMatch(Addresses::isPublic)) {
        throw new WireException(WireException.Kind.WRONG, host + " is at an address of this machine or network alone, which is refused; "
            + "where it is meant, write allow-private: true");
      }
      return all[0];
    } catch (UnknownHostException e) {
      throw new WireException(WireException.Kind.AWAY, host + " has no address");
    }
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private static Socket secure(Socket plain, URI url) throws IOException {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port(url), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] whole(Request request) {
    URI url = request.url();
    String path = (url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath())
        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    StringBuilder head = new StringBuilder(request.method()).append(' ').append(path).append(" HTTP/1.1\r\n");
    line(head, "Host", url.getHost() + (url.getPort() > 0 ? ":" + url.getPort() : ""));
    line(head, "User-Agent", "slipway");
    line(head, "Accept", "application/json");
    line(head, "Connection", "close");
    request.headers().forEach((name, value) -> line(head, name, value));
    line(head, "Content-Length", Integer.toString(request.body().length));
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(first, first.length + request.body().length);
    System.arraycopy(request.body(), 0, all, first.length, request.body().length);
    return all;
  }

  /** No value can begin a header of its own. */
  private static void line(StringBuilder head, String name, String value) {
    if (!HEADER_VALUE.matcher(value).matches()) {
      throw new WireException(WireException.Kind.WRONG, "the header " + name + " would hold more than letters of ASCII on one line");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static void end(Socket socket, AtomicBoolean over) {
    over.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
