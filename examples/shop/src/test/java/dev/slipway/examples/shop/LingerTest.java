package dev.slipway.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A shop that waits for the last word of its kept connections. */
class LingerTest extends OpenShop {

    @Test
    void a_stopping_shop_that_lingers_answers_the_next_request_of_a_kept_connection_and_says_that_it_closes() throws Exception {
        try (Socket kept = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            kept.setSoTimeout(10_000);
            String before = asked(kept);
            assertFalse(before.contains("connection: close"), before);
            Thread stop = new Thread(() -> server.stop(10, 60));
            stop.start();
            for (int attempt = 0; attempt < 1000 && visitor.get("/ready").statusCode() != 503; attempt++) {
                Thread.sleep(10);
            }
            String last = asked(kept);
            assertTrue(last.startsWith("http/1.1 200") && last.contains("connection: close"), last);
            assertEquals(-1, kept.getInputStream().read());
            stop.join(10_000);
            assertFalse(stop.isAlive(), "the last kept connection is gone, and nothing else was to be waited for");
        }
    }

    /** The head of the answer to a page without a body. */
    private static String asked(Socket socket) throws IOException {
        socket.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < 10_000) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString().toLowerCase(Locale.ROOT);
    }
}
