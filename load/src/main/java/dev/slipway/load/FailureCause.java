package dev.slipway.load;

import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Why a request failed on its way, as its client saw it. */
public enum FailureCause {
    CONNECT_REFUSED,
    CONNECT_TIMEOUT,
    CONNECT_FAILED,
    /** The generator ran out of local ports: its own fault, not the server's. */
    LOCAL_PORTS_EXHAUSTED,
    RESET,
    /** The connection, opened for this request, was closed without an answer. */
    CLOSED_BEFORE_RESPONSE,
    /** A kept-alive connection was closed just as it was used again: a server that drains well avoids it. */
    CLOSED_ON_REUSE,
    /** The answer began and did not end. */
    CUT_RESPONSE,
    TIMEOUT,
    STATUS_4XX,
    STATUS_5XX,
    /** What came back is not what was sent: a lost, doubled or foreign byte. */
    BODY_MISMATCH,
    PROTOCOL_ERROR,
    WEBSOCKET_REFUSED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same by labels, in the same order. */
    static Map<String, Long> labelled(Map<FailureCause, Long> failures) {
        Map<String, Long> causes = new LinkedHashMap<>();
        failures.forEach((cause, count) -> causes.put(cause.label(), count));
        return causes;
    }

    static FailureCause ofConnect(Throwable cause) {
        // ConnectTimeoutException is a ConnectException, so it is asked for first.
        if (cause instanceof ConnectTimeoutException) {
            return CONNECT_TIMEOUT;
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BindException || message.contains("assign requested address")) {
            return LOCAL_PORTS_EXHAUSTED;
        }
        return cause instanceof ConnectException && message.contains("refused") ? CONNECT_REFUSED : CONNECT_FAILED;
    }
}
