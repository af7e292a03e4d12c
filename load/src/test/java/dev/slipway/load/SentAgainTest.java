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
        assertTrue(strict.failed() >= 10, strict.failures().toString());
        LoadReport again = run(plan("/once").maxRequests(100).sendsAgain(true));
        assertEquals(Map.of(), again.failures());
        assertEquals(100, again.succeeded());
        assertTrue(again.sentAgain() >= 10, "sent again " + again.sentAgain());
        LoadReport posts = run(plan("/once").maxRequests(100).mix(new RequestMix(1, 0, 0)).sendsAgain(true));
        assertEquals(0, posts.sentAgain());
        assertTrue(posts.failedBy(FailureCause.CLOSED_ON_REUSE) >= 10, posts.failures().toString());
    }

    private LoadPlanBuilder plan(String path) {
        // So few connections, and so slowly, that each is used again also where everything is cold.
        return against(path).requestsPerSecond(200).keepAliveConnections(4);
    }
}
