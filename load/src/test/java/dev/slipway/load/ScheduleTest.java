package dev.slipway.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void requests_are_due_by_the_clock_and_not_by_the_server() {
        Pacer pacer = new Pacer(5 * SECOND, 1000, 0, Long.MAX_VALUE);
        assertEquals(0, pacer.dueBy(4 * SECOND));
        assertEquals(1, pacer.dueBy(5 * SECOND));
        assertEquals(2001, pacer.dueBy(7 * SECOND));
        assertEquals(7 * SECOND, pacer.intendedNanos(2000));
    }

    @Test
    void the_rate_grows_evenly_during_the_ramp() {
        Pacer pacer = new Pacer(0, 1000, 2, 1_500);
        assertEquals(251, pacer.dueBy(SECOND));
        assertEquals(1001, pacer.dueBy(2 * SECOND));
        assertEquals(1500, pacer.dueBy(9 * SECOND), "never more than the most requests");
        for (long index : new long[] {0, 1, 250, 999, 1000, 1400}) {
            assertEquals(index + 1, pacer.dueBy(pacer.intendedNanos(index) + 1_000), "request " + index);
        }
    }

    @Test
    void shares_are_exact_and_new_connections_are_spread_over_all_kinds() {
        RequestMix mix = new RequestMix(0.2, 0.01, 0.1);
        Map<RequestKind, Integer> all = new EnumMap<>(RequestKind.class);
        Map<RequestKind, Integer> onNew = new EnumMap<>(RequestKind.class);
        for (long index = 0; index < 100_000; index++) {
            all.merge(mix.kindOf(index), 1, Integer::sum);
            if (RequestMix.isAmong(0.5, index)) {
                onNew.merge(mix.kindOf(index), 1, Integer::sum);
            }
        }
        assertEquals(20_000, all.getOrDefault(RequestKind.POST, 0), 10);
        assertEquals(1_000, all.getOrDefault(RequestKind.SLOW, 0), 10);
        assertEquals(10_000, all.getOrDefault(RequestKind.HTTP2, 0), 10);
        assertEquals(69_000, all.getOrDefault(RequestKind.GET, 0), 10);
        all.forEach((kind, count) -> assertEquals(count / 2.0, onNew.getOrDefault(kind, 0), count * 0.02, kind.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "http://10.0.0.1:80", "http://127.0.0.1.example.org", "http://0.0.0.0:80",
        "http://[2001:db8::1]:80", "http://128.0.0.1", "http://localhost.example.org"})
    void load_goes_to_this_machine_only(String url) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Target.parse(url));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("SLW-6901"), String.valueOf(refusal.getMessage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://127.8.9.10:8080", "http://localhost:8080", "http://[::1]:8080"})
    void every_form_of_loopback_is_a_target(String url) {
        assertEquals(8080, Target.parse(url).port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "127.0.0.1:80", "ftp://localhost", "http://", "http://127.0.0.1:99999", "http://127.0.0.1:80 80"})
    void what_is_not_a_target_is_said_so(String url) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Target.parse(url));
        assertTrue(String.valueOf(refusal.getMessage()).matches("(?s)SLW-690[23].*Nothing was sent.*"), String.valueOf(refusal.getMessage()));
    }

    @Test
    void a_plan_without_bounds_is_refused() {
        LoadPlanBuilder plan = LoadPlan.against("http://127.0.0.1:80");
        assertThrows(IllegalArgumentException.class, () -> plan.maxSeconds(100_000).build());
        assertThrows(IllegalArgumentException.class, () -> plan.maxSeconds(10).requestsPerSecond(Double.NaN).build());
        assertThrows(IllegalArgumentException.class, () -> plan.requestsPerSecond(10).maxInFlight(0).build());
        assertThrows(IllegalArgumentException.class, () -> plan.maxInFlight(10).mix(new RequestMix(0, 0, 0.5)).build());
    }

    @Test
    void the_command_line_says_what_is_wrong() {
        LoadArguments good = LoadArguments.parse(new String[] {"--url", "http://127.0.0.1:8080", "--rps", "1000", "--seconds", "30",
            "--new-connections", "0.5", "--expect-status", "500,503", "--max-failed", "3"});
        assertEquals(1000, good.plan().requestsPerSecond());
        assertEquals(2, good.plan().expectedStatuses().size());
        assertEquals(3, good.maxFailed());
        for (String[] wrong : new String[][] {{}, {"--url"}, {"--url", "http://127.0.0.1", "--rsp", "3"},
            {"--url", "http://127.0.0.1", "--rps", "many"}, {"--url", "http://127.0.0.1", "--expect-status", "5xx"}}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> LoadArguments.parse(wrong));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("SLW-6906"), String.valueOf(refusal.getMessage()));
        }
    }
}
