package dev.slipway.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldConnectionTest {

    @Test
    void a_web_socket_that_echoes_to_the_end_is_neither_dropped_nor_failed() throws Exception {
        try (HoldingServer server = HoldingServer.echoing(0); LoadRun run = webSockets(server)) {
            await(run, seen -> seen.webSocketMessages() >= 6);
            LoadReport report = run.finish();
            assertEquals(0, report.droppedConnections() + report.drainedCloses() + report.failed() + report.reconnects());
        }
    }

    @Test
    void a_web_socket_cut_without_a_word_is_dropped_and_opened_again() throws Exception {
        try (HoldingServer server = HoldingServer.echoing(0); LoadRun run = webSockets(server)) {
            await(run, seen -> seen.webSocketMessages() >= 2);
            server.closeConnections();
            LoadReport report = await(run, seen -> seen.newConnections() == 4);
            assertEquals(2, report.droppedConnections());
            assertEquals(2, report.reconnects());
            assertEquals(0, report.drainedCloses());
        }
    }

    @Test
    void a_web_socket_closed_with_1001_is_drained_and_not_dropped() throws Exception {
        try (HoldingServer server = HoldingServer.echoing(0); LoadRun run = webSockets(server)) {
            await(run, seen -> seen.webSocketMessages() >= 2);
            server.sayGoingAway();
            LoadReport report = await(run, seen -> seen.newConnections() == 4);
            assertEquals(2, report.drainedCloses());
            assertEquals(0, report.droppedConnections());
        }
    }

    @Test
    void a_wrong_echo_is_a_failure() throws Exception {
        try (HoldingServer server = HoldingServer.echoing(2); LoadRun run = webSockets(server)) {
            LoadReport report = await(run, seen -> seen.failed() >= 2);
            assertTrue(report.failedBy(FailureCause.BODY_MISMATCH) >= 2, report.failures().toString());
        }
    }

    @Test
    void an_event_stream_that_ends_in_order_is_drained_and_one_that_is_cut_is_dropped() throws Exception {
        try (HoldingServer server = HoldingServer.streaming(0); LoadRun run = eventStreams(server)) {
            await(run, seen -> seen.events() == 20);
            server.endStreams();
            LoadReport ended = await(run, seen -> seen.events() == 40);
            assertEquals(2, ended.drainedCloses());
            assertEquals(0, ended.droppedConnections());
            server.closeConnections();
            LoadReport cut = await(run, seen -> seen.events() == 60);
            assertEquals(2, cut.drainedCloses());
            assertEquals(2, cut.droppedConnections());
            assertEquals(0, cut.failed());
        }
    }

    @Test
    void a_refusal_that_the_service_means_is_its_own_error_for_what_is_held_too() throws Exception {
        try (SmallServer server = new SmallServer();
             LoadRun run = LoadRun.start(LoadPlan.against(server.url()).paths(SmallServer.paths("/intended"))
                 .requestsPerSecond(0).maxSeconds(60).webSockets(1).eventStreams(1).build())) {
            LoadReport report = await(run, seen -> seen.appErrors() >= 4);
            assertEquals(Map.of(), report.failures());
        }
        try (SmallServer server = new SmallServer();
             LoadRun run = LoadRun.start(LoadPlan.against(server.url()).paths(SmallServer.paths("/broken"))
                 .requestsPerSecond(0).maxSeconds(60).webSockets(1).eventStreams(1).build())) {
            LoadReport report = await(run, seen -> seen.failures().size() == 2);
            assertEquals(Set.of("status_5xx", "websocket_refused"), report.failures().keySet());
            assertEquals(0, report.appErrors());
        }
    }

    @Test
    void a_missing_event_is_a_failure() throws Exception {
        try (HoldingServer server = HoldingServer.streaming(4); LoadRun run = eventStreams(server)) {
            LoadReport report = await(run, seen -> seen.failed() >= 2);
            assertTrue(report.failedBy(FailureCause.BODY_MISMATCH) >= 2, report.failures().toString());
        }
    }

    @Test
    void http2_requests_are_counted_once_by_both_sides() throws Exception {
        try (HoldingServer server = HoldingServer.http2(); LoadRun run = LoadRun.start(http2(server).maxRequests(300).build())) {
            LoadReport report = run.await();
            assertEquals(300, report.succeeded());
            assertEquals(300, server.http2Requests.get());
            assertEquals(300, report.seenOf("2.0.0").orElseThrow().requests());
            assertEquals(2, report.newConnections());
        }
    }

    @Test
    void a_refused_stream_is_sent_again_on_the_same_connections() throws Exception {
        try (HoldingServer server = HoldingServer.http2(); LoadRun run = LoadRun.start(http2(server).maxRequests(100).build())) {
            server.http2Refusals.set(3);
            LoadReport report = run.await();
            assertEquals("100 sent, 3 of them twice, on 2",
                report.succeeded() + " sent, " + report.http2Retries() + " of them twice, on " + report.newConnections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void a_connection_that_says_goaway_is_replaced_and_no_request_is_lost(int extraStreams) throws Exception {
        try (HoldingServer server = HoldingServer.http2(); LoadRun run = LoadRun.start(http2(server).maxRequests(1000).build())) {
            await(run, seen -> seen.succeeded() >= 200);
            server.sayGoAway(extraStreams);
            LoadReport report = run.await();
            assertEquals(Map.of(), report.failures());
            assertEquals(1000, report.succeeded());
            assertEquals(4, report.newConnections());
        }
    }

    private static LoadPlanBuilder http2(HoldingServer server) {
        return LoadPlan.against(server.url()).requestsPerSecond(500).maxSeconds(60).mix(new RequestMix(0, 0, 1)).http2Connections(2);
    }

    private static LoadRun webSockets(HoldingServer server) {
        return LoadRun.start(LoadPlan.against(server.url()).requestsPerSecond(0).maxSeconds(60).webSockets(2).build());
    }

    private static LoadRun eventStreams(HoldingServer server) {
        return LoadRun.start(LoadPlan.against(server.url()).requestsPerSecond(0).maxSeconds(60).eventStreams(2).build());
    }

    private static LoadReport await(LoadRun run, Predicate<LoadReport> seen) {
        for (int attempt = 0; attempt < 4000 && !seen.test(run.snapshot()); attempt++) {
            run.awaitMillis(5);
        }
        LoadReport report = run.snapshot();
        assertTrue(seen.test(report), "never seen; last: " + report);
        return report;
    }
}
