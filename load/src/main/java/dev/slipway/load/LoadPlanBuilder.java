package dev.slipway.load;

import java.util.Set;

/** Makes a {@link LoadPlan} step by step; what is not said stays small and plain. */
public final class LoadPlanBuilder {

    private final Target target;
    private double requestsPerSecond = 100;
    private int concurrent;
    private int rampSeconds;
    private int maxSeconds = 10;
    private long maxRequests = Long.MAX_VALUE;
    private double newConnectionShare;
    private RequestMix mix = RequestMix.getOnly();
    private int keepAliveConnections = 64;
    private int http2Connections;
    private int webSockets;
    private int eventStreams;
    private int maxInFlight = 4096;
    private int requestTimeoutMillis = 10_000;
    private LoadPlan.Paths paths = LoadPlan.Paths.ofShop();
    private Set<Integer> expectedStatuses = Set.of();
    private int users;
    private String userCookie = "";
    private boolean sendsAgain;

    LoadPlanBuilder(Target target) {
        this.target = target;
    }

    public LoadPlanBuilder requestsPerSecond(double rate) {
        requestsPerSecond = rate;
        return this;
    }

    /** So many at any moment, in place of a rate. */
    public LoadPlanBuilder concurrent(int requests) {
        concurrent = requests;
        requestsPerSecond = 0;
        return this;
    }

    public LoadPlanBuilder rampSeconds(int seconds) {
        rampSeconds = seconds;
        return this;
    }

    public LoadPlanBuilder maxSeconds(int seconds) {
        maxSeconds = seconds;
        return this;
    }

    public LoadPlanBuilder maxRequests(long requests) {
        maxRequests = requests;
        return this;
    }

    public LoadPlanBuilder newConnectionShare(double share) {
        newConnectionShare = share;
        return this;
    }

    public LoadPlanBuilder mix(RequestMix shares) {
        mix = shares;
        return this;
    }

    public LoadPlanBuilder keepAliveConnections(int connections) {
        keepAliveConnections = connections;
        return this;
    }

    public LoadPlanBuilder http2Connections(int connections) {
        http2Connections = connections;
        return this;
    }

    public LoadPlanBuilder webSockets(int sockets) {
        webSockets = sockets;
        return this;
    }

    public LoadPlanBuilder eventStreams(int streams) {
        eventStreams = streams;
        return this;
    }

    public LoadPlanBuilder maxInFlight(int requests) {
        maxInFlight = requests;
        return this;
    }

    public LoadPlanBuilder requestTimeoutMillis(int millis) {
        requestTimeoutMillis = millis;
        return this;
    }

    public LoadPlanBuilder paths(LoadPlan.Paths pages) {
        paths = pages;
        return this;
    }

    public LoadPlanBuilder expectedStatuses(Set<Integer> statuses) {
        expectedStatuses = statuses;
        return this;
    }

    public LoadPlanBuilder users(int count, String cookie) {
        users = count;
        userCookie = cookie;
        return this;
    }

    public LoadPlanBuilder sendsAgain(boolean again) {
        sendsAgain = again;
        return this;
    }

    public LoadPlan build() {
        return new LoadPlan(target, requestsPerSecond, concurrent, rampSeconds, maxSeconds, maxRequests, newConnectionShare, mix,
            keepAliveConnections, http2Connections, webSockets, eventStreams, maxInFlight, requestTimeoutMillis, paths, expectedStatuses, users, userCookie,
            sendsAgain);
    }
}
