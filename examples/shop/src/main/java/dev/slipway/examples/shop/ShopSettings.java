package dev.slipway.examples.shop;

import java.util.Map;

/**
 * What one instance of the shop is started with.
 *
 * @param host where it listens: this machine only, or in a container every address of it
 * @param port 0 lets the system allot one
 * @param failPercent of a failing release: each page fails by chance so often; 0 for every 20th page
 * @param leakLimitMb where a leaking release stops growing, so that a forgotten one does not take the machine down
 * @param stopWithinSeconds how long requests in flight may take to finish after SIGTERM
 * @param lingerSeconds how long after SIGTERM a kept connection may take until its next request, which is answered and told to close
 */
record ShopSettings(Release release, String host, int port, int failPercent, int crashAfterSeconds, int leakMbPerSecond, int leakLimitMb,
                    int stopWithinSeconds, int lingerSeconds) {

    static ShopSettings of(Release release, int port) {
        return new ShopSettings(release, "127.0.0.1", port, 0, 60, 1, 1024, 10, 0);
    }

    /** {@code --port P}, else {@code PORT}; the rest from {@code SHOP_…} in the environment. */
    static ShopSettings parse(String[] arguments, Map<String, String> environment) {
        String port = environment.getOrDefault("PORT", "8080");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--port") && i + 1 < arguments.length) {
                port = arguments[++i];
            } else if (arguments[i].startsWith("--port=")) {
                port = arguments[i].substring("--port=".length());
            } else {
                throw new IllegalArgumentException("Unknown argument '" + arguments[i] + "'. Usage: java -jar shop.jar --port P");
            }
        }
        return new ShopSettings(Release.ofThisJar(environment), environment.getOrDefault("SHOP_HOST", "127.0.0.1"),
            number("port", port, 0, 65_535), number(environment, "SHOP_FAIL_PERCENT", 0),
            number(environment, "SHOP_CRASH_AFTER_SECONDS", 60), number(environment, "SHOP_LEAK_MB_PER_SECOND", 1),
            number(environment, "SHOP_LEAK_LIMIT_MB", 1024), number(environment, "SHOP_STOP_WITHIN_SECONDS", 10),
            number(environment, "SHOP_LINGER_SECONDS", 0));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        return number(name, environment.getOrDefault(name, Integer.toString(otherwise)), 0, 86_400);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int n = Integer.parseInt(text.strip());
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + text + "' but must be a whole number", e);
        }
        throw new IllegalArgumentException(name + " is " + text + " but must be from " + least + " to " + most);
    }
}
