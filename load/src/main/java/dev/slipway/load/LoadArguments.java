package dev.slipway.load;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The command line of {@link LoadMain}.
 *
 * @param maxFailed failed requests and dropped connections up to this still count as a good run
 */
record LoadArguments(LoadPlan plan, long maxFailed, boolean quiet) {

    static final String USAGE = """
        Usage: LoadMain --url http://127.0.0.1:8080 [option…]     (this machine only; last line: the report as JSON)
          --rps 100  --seconds 10  --requests N        how fast (open loop) and until when
          --ramp 2                                     seconds in which the rate grows; left out of the latencies
          --new-connections 0.5                        share of HTTP/1.1 requests on a connection of their own
          --post 0.2  --slow 0.01  --http2 0.1         shares of the kinds; the rest are GETs
          --websockets 5  --event-streams 5  --http2-connections 2  --keep-alive 64
          --max-in-flight 4096  --timeout-ms 10000
          --get /api/orders  --post-path /api/orders  --slow-path '/slow?ms=3000'  --ws-path /ws  --events-path /events
          --users 50  --user-cookie shopper            virtual users with cookies, for sticky cohorts
          --expect-status 503                          errors the service gives on purpose (may be a list: 500,503)
          --max-failed 0                               exit 1 when more failed or were dropped
          --quiet                                      no line per second""";

    private static final Set<String> KNOWN = new TreeSet<>(Arrays.stream(USAGE.split("[\\s\\[]+")).filter(w -> w.startsWith("--"))
        .map(w -> w.replaceAll("[^a-z0-9-]", "")).toList());

    static LoadArguments parse(String[] arguments) {
        Map<String, String> given = read(arguments);
        if (!given.containsKey("--url")) {
            throw new IllegalArgumentException("SLW-6906 --url is missing. Nothing was sent.\n" + USAGE);
        }
        LoadPlan.Paths shop = LoadPlan.Paths.ofShop();
        double http2 = number(given, "--http2", 0);
        LoadPlan plan = LoadPlan.against(given.get("--url"))
            .requestsPerSecond(number(given, "--rps", 100))
            .rampSeconds((int) number(given, "--ramp", 0))
            .maxSeconds((int) number(given, "--seconds", 10))
            .maxRequests((long) number(given, "--requests", Long.MAX_VALUE))
            .newConnectionShare(number(given, "--new-connections", 0))
            .mix(new RequestMix(number(given, "--post", 0), number(given, "--slow", 0), http2))
            .http2Connections((int) number(given, "--http2-connections", http2 > 0 ? 2 : 0))
            .webSockets((int) number(given, "--websockets", 0))
            .eventStreams((int) number(given, "--event-streams", 0))
            .keepAliveConnections((int) number(given, "--keep-alive", 64))
            .maxInFlight((int) number(given, "--max-in-flight", 4096))
            .requestTimeoutMillis((int) number(given, "--timeout-ms", 10_000))
            .paths(new LoadPlan.Paths(given.getOrDefault("--get", shop.get()), given.getOrDefault("--post-path", shop.post()),
                given.getOrDefault("--slow-path", shop.slow()), given.getOrDefault("--ws-path", shop.webSocket()),
                given.getOrDefault("--events-path", shop.events())))
            .users((int) number(given, "--users", 0), given.getOrDefault("--user-cookie", ""))
            .expectedStatuses(statuses(given.getOrDefault("--expect-status", "")))
            .build();
        return new LoadArguments(plan, (long) number(given, "--max-failed", 0), given.containsKey("--quiet"));
    }

    private static Map<String, String> read(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("SLW-6906 there is no option '" + name + "'. Nothing was sent.\n" + USAGE);
            }
            if (name.equals("--quiet")) {
                given.put(name, "");
            } else if (i + 1 < arguments.length) {
                given.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException("SLW-6906 " + name + " needs a value. Nothing was sent.\n" + USAGE);
            }
        }
        return given;
    }

    private static double number(Map<String, String> given, String name, double otherwise) {
        String text = given.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("SLW-6906 " + name + " is '" + text + "' but must be a number. Nothing was sent.", e);
        }
    }

    private static Set<Integer> statuses(String list) {
        if (!list.matches("(\\d{3}(,\\d{3})*)?")) {
            throw new IllegalArgumentException("SLW-6906 --expect-status is '" + list + "' but must be like 500,503. Nothing was sent.");
        }
        return list.isEmpty() ? Set.of() : Arrays.stream(list.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
    }
}
