package dev.slipway.examples.shop;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** What the shop says of itself: alive, ready, and in detail which of the things it depends on are well. */
final class ShopHealth {

    private final Release release;
    private final BooleanSupplier draining;
    private final Map<String, Boolean> parts =
        new ConcurrentSkipListMap<>(Map.of("cache", true, "database", true, "external", true));

    ShopHealth(Release release, BooleanSupplier draining) {
        this.release = release;
        this.draining = draining;
    }

    /** Whether there is such a part; its state is set for the tests of those who watch. */
    boolean set(String part, boolean well) {
        return parts.replace(part, well) != null;
    }

    boolean ready() {
        return release.behaviour() != Behaviour.NEVER_READY && !draining.getAsBoolean() && whyNot().isEmpty();
    }

    /** {@code {"status":"up","version":"1.0.0","parts":{"database":{"status":"up"},…}}} */
    String detail() {
        StringBuilder json = new StringBuilder(160).append("{\"status\":\"").append(word(ready()))
            .append("\",\"version\":\"").append(release.version()).append("\",\"draining\":").append(draining.getAsBoolean())
            .append(",\"parts\":{");
        String comma = "";
        for (Map.Entry<String, Boolean> part : parts.entrySet()) {
            json.append(comma).append('"').append(part.getKey()).append("\":{\"status\":\"").append(word(part.getValue())).append("\"}");
            comma = ",";
        }
        return json.append("}}").toString();
    }

    /** {@code {"ready":false,"why":"database: down"}} */
    String readiness() {
        if (ready()) {
            return "{\"ready\":true}";
        }
        String why = draining.getAsBoolean() ? "stopping" : whyNot().isEmpty() ? "still starting" : whyNot();
        return "{\"ready\":false,\"why\":\"" + why + "\"}";
    }

    // Only the database is needed to sell anything; without cache or the outside world the shop is slower, not shut.
    private String whyNot() {
        return new TreeMap<>(parts).getOrDefault("database", true) ? "" : "database: down";
    }

    private static String word(boolean well) {
        return well ? "up" : "down";
    }
}
