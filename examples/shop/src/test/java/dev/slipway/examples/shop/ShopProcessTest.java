package dev.slipway.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShopProcessTest {

    @Test
    void sigterm_lets_a_slow_request_finish_and_then_the_process_ends() throws Exception {
        Process shop = start(Map.of());
        try (BufferedReader lines = shop.inputReader()) {
            Visitor visitor = new Visitor(portIn(lines));
            HttpResponse<InputStream> slow = visitor.open("/slow?ms=1500");
            // Its headers are here, so the request is in flight.
            shop.toHandle().destroy();
            assertTrue(new String(slow.body().readAllBytes(), StandardCharsets.UTF_8).endsWith("done\n"));
            assertTrue(shop.waitFor(10, TimeUnit.SECONDS), "the process is still there");
            assertEquals("shop stopped", lines.lines().reduce((a, b) -> b).orElse(""));
        } finally {
            shop.destroyForcibly();
        }
    }

    @Test
    void a_crashing_release_exits_with_status_one() throws Exception {
        Process shop = start(Map.of("SHOP_BEHAVIOUR", "crashing", "SHOP_CRASH_AFTER_SECONDS", "0"));
        try {
            assertTrue(shop.waitFor(20, TimeUnit.SECONDS), "the process is still there");
            assertEquals(1, shop.exitValue());
        } finally {
            shop.destroyForcibly();
        }
    }

    @Test
    void a_leaking_release_keeps_more_memory_until_it_has_none_left() throws Exception {
        Process shop = start(Map.of("SHOP_BEHAVIOUR", "leaking", "SHOP_LEAK_MB_PER_SECOND", "100"));
        try {
            assertTrue(shop.waitFor(30, TimeUnit.SECONDS), "48 MB were enough for a leak of 100 MB a second");
            assertEquals(1, shop.exitValue());
        } finally {
            shop.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx48m",
            "-cp", System.getProperty("java.class.path"), ShopMain.class.getName(), "--port", "0"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int portIn(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }
}
