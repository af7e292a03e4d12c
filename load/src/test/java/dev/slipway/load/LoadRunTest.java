package dev.slipway.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LoadRunTest extends LoadOnSmallServer {

    @Test
    void every_request_is_counted_once_by_both_sides() {
        LoadReport report = run(plan("/echo").mix(new RequestMix(0.3, 0, 0)).newConnectionShare(0.5));
        assertEquals(500, report.requests());
        assertEquals(500, report.succeeded());
        assertEquals(0, report.failed());
        assertEquals(0, report.inFlight());
        assertEquals(500, server.gets.get() + server.posts.get());
        assertEquals(150, server.posts.get(), 2);
        assertEquals(Map.of("200", 500L), report.statuses());
        assertEquals(500, report.timeline().stream().mapToLong(LoadReport.Second::requests).sum());
        LoadReport.ReleaseSeen seen = report.seenOf("1.0.0").orElseThrow();
        assertEquals(500, seen.requests());
        assertTrue(seen.firstSentMs() < seen.lastSentMs() && seen.lastSentMs() <= seen.lastAnsweredMs(), seen.toString());
    }

    @Test
    void half_of_the_requests_open_a_connection_and_the_others_share_a_few() {
        LoadReport report = run(plan("/echo").newConnectionShare(0.5).keepAliveConnections(4));
        assertTrue(report.newConnections() >= 250, "opened " + report.newConnections());
        assertTrue(server.clientPorts.size() >= 240, "seen from " + server.clientPorts.size() + " ports");
        assertEquals(0, report.failed());
    }

    @Test
    void one_changed_byte_is_found() {
        LoadReport report = run(plan("/spoil").mix(new RequestMix(1, 0, 0)));
        assertEquals(50, report.failedBy(FailureCause.BODY_MISMATCH));
        assertEquals(450, report.succeeded());
    }

    @Test
    void errors_that_the_service_means_are_told_from_those_that_nobody_meant() {
        LoadReport meant = run(plan("/intended"));
        assertEquals(500, meant.appErrors());
        assertEquals(0, meant.failed());
        LoadReport unmarked = run(plan("/broken"));
        assertEquals(Map.of("status_5xx", 500L), unmarked.failures());
        assertEquals(500, unmarked.failed());
        LoadReport expected = run(plan("/broken").expectedStatuses(Set.of(503)));
        assertEquals(500, expected.appErrors());
        assertEquals(0, expected.failed());
    }

    @Test
    void a_response_that_is_cut_fails_and_a_slow_one_counts_as_a_dropped_connection_too() {
        LoadReport report = run(plan("/cut").maxRequests(20).mix(new RequestMix(0, 0.5, 0)));
        assertEquals(Map.of("cut_response", 20L), report.failures());
        assertEquals(10, report.droppedConnections(), 1);
    }

    @Test
    void a_refused_connection_is_named_so() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        LoadReport report = run(LoadPlan.against("http://127.0.0.1:" + port).requestsPerSecond(500).maxRequests(50));
        assertEquals(Map.of("connect_refused", 50L), report.failures());
    }

    @Test
    void a_stall_shows_as_latency_of_every_request_that_was_due_meanwhile() {
        CountDownLatch letGo = server.stalling("/stall");
        try (LoadRun run = LoadRun.start(plan("/stall").maxRequests(400).requestsPerSecond(1000).build())) {
            awaitInFlight(run, 400);
            letGo.countDown();
            LoadReport report = run.finish();
            assertEquals(400, report.succeeded());
            // All were sent in 0.4 s and answered after that: the first of them waited for the whole time.
            assertTrue(report.latency().maxMs() >= 390, report.latency().toString());
            assertTrue(report.latency().p50Ms() >= 190, report.latency().toString());
        }
    }

    @Test
    void a_finished_run_still_answers_with_its_last_report() {
        LoadRun run = LoadRun.start(plan("/echo").maxRequests(10).build());
        LoadReport last = run.await();
        assertEquals(last, run.snapshot());
        assertEquals(last, run.finish());
    }

    @Test
    void what_is_due_beyond_the_limit_in_flight_is_reported_and_not_sent() {
        CountDownLatch letGo = server.stalling("/stall");
        try (LoadRun run = LoadRun.start(plan("/stall").maxInFlight(30).maxRequests(100).build())) {
            awaitNotSent(run, 70);
            letGo.countDown();
            LoadReport report = run.finish();
            assertEquals(30, report.requests());
            assertEquals(70, report.notSent());
        }
    }

    @Test
    void a_request_without_an_answer_times_out() {
        CountDownLatch letGo = server.stalling("/stall");
        LoadReport report = run(plan("/stall").maxRequests(10).requestTimeoutMillis(200));
        letGo.countDown();
        assertEquals(Map.of("timeout", 10L), report.failures());
    }

    @Test
    void users_keep_their_cookies_and_a_change_of_release_is_seen() {
        LoadReport steady = run(plan("/echo").users(10, "shopper"));
        assertEquals(0, steady.stickyChanges());
        assertEquals(10, server.cookies.size());
        assertTrue(server.cookies.contains("shopper=u3"), server.cookies.toString());
        // The server alternates its releases; only requests that overlap may hide a change.
        LoadReport wavering = run(plan("/alternate").maxRequests(30).requestsPerSecond(50).users(1, "shopper"));
        assertTrue(wavering.stickyChanges() >= 10, "seen " + wavering.stickyChanges());
        assertTrue(server.cookies.contains("shopper=u0; cohort=c1"), server.cookies.toString());
    }

    private LoadPlanBuilder plan(String path) {
        return against(path).requestsPerSecond(1000).maxRequests(500)
            // The JDK's own server closes idle connections beyond 200; one closed at the moment of its reuse would count as a failure.
            .keepAliveConnections(64);
    }

    private static void awaitInFlight(LoadRun run, long count) {
        for (int attempt = 0; attempt < 2000 && run.snapshot().inFlight() < count; attempt++) {
            run.awaitMillis(5);
        }
    }

    private static void awaitNotSent(LoadRun run, long count) {
        for (int attempt = 0; attempt < 2000 && run.snapshot().notSent() < count; attempt++) {
            run.awaitMillis(5);
        }
    }
}
