package dev.slipway.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client may do whose kept connection ended under its request (RFC 9112, 9.3.1). */
class SentAgainTest extends LoadOnSmallServer {

    @Test
    void a_get_on_a_kept_connection_that_ended_is_sent_again_where_the_plan_says_so_and_counted_and_a_post_never_is() {
        LoadReport strict = run(plan("/once").maxRequests(100));
        assertEquals(0, strict.sentAgain());
        assertTrue(strict.failedBy(FailureCause.CLOSED_ON_REUSE) > 0, strict.failures().toString());
        LoadReport again = run(plan("/once").maxRequests(100).sendsAgain(true));
        assertEquals(Map.of(), again.failures());
        assertEquals(100, again.succeeded());
        assertTrue(again.sentAgain() > 0, "sent again " + again.sentAgain());
        LoadReport posts = run(plan("/once").maxRequests(100).mix(new RequestMix(1, 0, 0)).sendsAgain(true));
        assertEquals(0, posts.sentAgain());
        assertTrue(posts.failedBy(FailureCause.CLOSED_ON_REUSE) > 0, posts.failures().toString());
    }

    private LoadPlanBuilder plan(String path) {
        // So few connections, and so slowly, that some are used again however slow the machine: how many is its own affair.
        return against(path).requestsPerSecond(100).keepAliveConnections(4);
    }
}
