package dev.slipway.load;

import java.util.Set;

/**
 * What to send, how fast and until when; always bounded.
 *
 * @param requestsPerSecond open loop: kept whatever the server does; 0 sends none and only holds connections
 * @param concurrent closed loop in its place: so many requests are under way at any moment, the next begins when one ends; 0 for the rate
 * @param rampSeconds the rate grows evenly for so long, while both sides still load their code; those requests count in everything but
 *     the two latencies of the report
 * @param maxSeconds ends the run, at most {@value #MOST_SECONDS}
 * @param maxRequests ends it earlier
 * @param newConnectionShare of the HTTP/1.1 requests, 0 to 1: those that open a connection of their own
 * @param keepAliveConnections at most this many idle ones are kept for the others
 * @param maxInFlight a request that is due beyond this is not sent, and reported as such
 * @param expectedStatuses error statuses that the service itself gives on purpose without marking them; counted as app errors
 * @param users virtual users, each with a cookie jar of its own; 0 for no cookies
 * @param userCookie the cookie each user starts with ({@code NAME=u17}); empty for none
 * @param sendsAgain whether a GET is sent once more, on a connection of its own, where the kept one that it went to ended without a byte
 *     of an answer, as most clients do (RFC 9112, 9.3.1); each is counted
 */
public record LoadPlan(Target target, double requestsPerSecond, int concurrent, int rampSeconds, int maxSeconds, long maxRequests,
                       double newConnectionShare, RequestMix mix, int keepAliveConnections, int http2Connections, int webSockets,
                       int eventStreams, int maxInFlight, int requestTimeoutMillis, Paths paths, Set<Integer> expectedStatuses,
                       int users, String userCookie, boolean sendsAgain) {

    static final int MOST_SECONDS = 4 * 3600;
    static final int MOST_REQUESTS_PER_SECOND = 100_000;
    static final int MOST_CONNECTIONS = 10_000;
    /** Held WebSockets say a number this often. */
    static final int WEBSOCKET_EVERY_MILLIS = 200;
    /**
     * Long, since it is the run's own loop that looks at the clock: on a machine with too much to do it may find a connection overdue
     * that the kernel has long opened. Those the kernel does not open in time show in the latencies.
     */
    static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    /** Where each kind of request goes. */
    public record Paths(String get, String post, String slow, String webSocket, String events) {

        /** The pages of {@code examples/shop}. */
        public static Paths ofShop() {
            return new Paths("/api/orders", "/api/orders", "/slow?ms=3000", "/ws", "/events");
        }
    }

    public LoadPlan {
        require(requestsPerSecond >= 0 && requestsPerSecond <= MOST_REQUESTS_PER_SECOND, "requests per second", requestsPerSecond, MOST_REQUESTS_PER_SECOND);
        require(concurrent >= 0 && concurrent <= MOST_CONNECTIONS, "requests at once", concurrent, MOST_CONNECTIONS);
        require(maxSeconds >= 1 && maxSeconds <= MOST_SECONDS, "seconds", maxSeconds, MOST_SECONDS);
        require(rampSeconds >= 0 && rampSeconds < maxSeconds, "seconds of ramp within the run", rampSeconds, maxSeconds - 1);
        require(maxRequests >= 0, "requests", maxRequests, Long.MAX_VALUE);
        require(newConnectionShare >= 0 && newConnectionShare <= 1, "share of new connections", newConnectionShare, 1);
        require(keepAliveConnections >= 0 && keepAliveConnections <= MOST_CONNECTIONS, "keep-alive connections", keepAliveConnections, MOST_CONNECTIONS);
        require(http2Connections >= 0 && http2Connections <= MOST_CONNECTIONS, "HTTP/2 connections", http2Connections, MOST_CONNECTIONS);
        require(webSockets >= 0 && webSockets <= MOST_CONNECTIONS, "WebSockets", webSockets, MOST_CONNECTIONS);
        require(eventStreams >= 0 && eventStreams <= MOST_CONNECTIONS, "event streams", eventStreams, MOST_CONNECTIONS);
        require(maxInFlight >= 1 && maxInFlight <= MOST_CONNECTIONS, "requests in flight", maxInFlight, MOST_CONNECTIONS);
        require(requestTimeoutMillis >= 1 && requestTimeoutMillis <= 600_000, "timeout in ms", requestTimeoutMillis, 600_000);
        require(users >= 0 && users <= 100_000, "users", users, 100_000);
        require(mix.http2() == 0 || http2Connections > 0, "HTTP/2 connections, since some requests go over HTTP/2,", http2Connections, MOST_CONNECTIONS);
        expectedStatuses = Set.copyOf(expectedStatuses);
    }

    public static LoadPlanBuilder against(String url) {
        return against(Target.parse(url));
    }

    public static LoadPlanBuilder against(Target target) {
        return new LoadPlanBuilder(target);
    }

    /** Whether it sends requests at all, and does not only hold connections. */
    boolean sends() {
        return requestsPerSecond > 0 || concurrent > 0;
    }

    private static void require(boolean holds, String what, Number given, Number most) {
        if (!holds) {
            throw new IllegalArgumentException("SLW-6905 " + given + " is not a number of " + what
                + " that a run may have (at most " + most + "). Nothing was sent.");
        }
    }
}
