package dev.slipway.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A real HTTP server (the JDK's own) with pages that go wrong in known ways, and counts of what reached it. */
final class SmallServer implements AutoCloseable {

    final AtomicLong gets = new AtomicLong();
    final AtomicLong posts = new AtomicLong();
    final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
    final Set<String> cookies = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SmallServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            (exchange.getRequestMethod().equals("POST") ? posts : gets).incrementAndGet();
            clientPorts.add(exchange.getRemoteAddress().getPort());
            cookies.addAll(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
            answer(exchange, 200, "1.0.0", body);
        });
        server.createContext("/spoil", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            // One byte of each tenth body is another than it was.
            if (posts.incrementAndGet() % 10 == 0) {
                body[body.length - 1] ^= 1;
            }
            answer(exchange, 200, "1.0.0", body);
        });
        server.createContext("/intended", exchange -> {
            exchange.getResponseHeaders().set("X-Shop-Fault", "intended");
            answer(exchange, 500, "1.3.0", new byte[0]);
        });
        server.createContext("/broken", exchange -> answer(exchange, 503, "", new byte[0]));
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            throw new IOException("cut on purpose");
        });
        server.createContext("/once", this::once);
        server.createContext("/alternate", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "cohort=c1; Path=/");
            cookies.addAll(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
            answer(exchange, 200, gets.incrementAndGet() % 2 == 0 ? "1.0.0" : "1.1.0", new byte[0]);
        });
        server.start();
    }

    private void once(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (!clientPorts.add(exchange.getRemoteAddress().getPort())) {
            throw new IOException("hangs up on the second request of a connection");
        }
        answer(exchange, 200, "1.0.0", new byte[0]);
    }

    /** A page that answers nobody until it is let go. */
    CountDownLatch stalling(String path) {
        CountDownLatch letGo = new CountDownLatch(1);
        server.createContext(path, exchange -> {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "1.0.0", new byte[0]);
        });
        return letGo;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static LoadPlan.Paths paths(String path) {
        return new LoadPlan.Paths(path, path, path, path, path);
    }

    private static void answer(HttpExchange exchange, int status, String release, byte[] body) throws IOException {
        if (!release.isEmpty()) {
            exchange.getResponseHeaders().set("X-Release", release);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
