package dev.slipway.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** One request from its intended start to its outcome; exactly one outcome is counted. */
final class Exchange {

    private static final AsciiString RELEASE = AsciiString.cached("x-release");
    // Every connection of a server that restarts may say GOAWAY, one after the other.
    private static final int MOST_RETRIES = 3;
    private static final String BODY_FILL = "0123456789abcdef".repeat(16);

    private final LoadContext context;
    private final RequestKind kind;
    private final long index;
    private final long intendedNanos;
    private final long deadlineNanos;
    private final byte[] body;
    private long sentNanos;
    private int status;
    private boolean meantByApp;
    private int echoedBytes;
    private boolean echoBroken;
    private int retries;
    private boolean over;
    private Runnable abort = () -> { };

    Exchange(LoadContext context, RequestKind kind, long index, long intendedNanos) {
        this.context = context;
        this.kind = kind;
        this.index = index;
        this.intendedNanos = intendedNanos;
        this.sentNanos = context.nanoClock().getAsLong();
        this.deadlineNanos = sentNanos + context.plan().requestTimeoutMillis() * 1_000_000L;
        this.body = kind == RequestKind.POST
            ? ("order " + index + " " + BODY_FILL).getBytes(StandardCharsets.US_ASCII) : new byte[0];
        context.scoreboard().requestStarted();
    }

    RequestKind kind() {
        return kind;
    }

    boolean over() {
        return over;
    }

    boolean started() {
        return status != 0;
    }

    boolean overdue(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** Counts one more attempt at a request that is known not to have been processed. */
    boolean mayRetry() {
        return retries++ < MOST_RETRIES;
    }

    /** Whether it may be sent once more though a server may have seen it: twice does the same as once. */
    boolean sendsAgain() {
        return context.plan().sendsAgain() && kind == RequestKind.GET && !started() && !over;
    }

    /** What closes the connection or stream under the request when its time is over. */
    void abortWith(Runnable closing) {
        abort = closing;
    }

    FullHttpRequest toRequest() {
        LoadPlan.Paths paths = context.plan().paths();
        String path = switch (kind) {
            case GET, HTTP2 -> paths.get();
            case POST -> paths.post();
            case SLOW -> paths.slow();
        };
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, kind == RequestKind.POST ? HttpMethod.POST : HttpMethod.GET,
            path, kind == RequestKind.POST ? Unpooled.wrappedBuffer(body) : Unpooled.EMPTY_BUFFER);
        request.headers().set(HttpHeaderNames.HOST, context.plan().target().authority());
        if (kind == RequestKind.POST) {
            request.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain").set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        context.users().addCookies(index, request.headers());
        sentNanos = context.nanoClock().getAsLong();
        return request;
    }

    void onHeaders(HttpResponse response) {
        if (over) {
            return;
        }
        status = response.status().code();
        meantByApp = context.meantByApp(response);
        String release = response.headers().get(RELEASE, "");
        context.scoreboard().answeredBy(release, status, sentNanos);
        context.users().answered(index, response.headers(), release, sentNanos);
    }

    void onContent(ByteBuf content) {
        if (kind != RequestKind.POST || echoBroken) {
            return;
        }
        int length = content.readableBytes();
        echoBroken = echoedBytes + length > body.length
            || !content.equals(Unpooled.wrappedBuffer(body, Math.min(echoedBytes, body.length), Math.min(length, body.length - echoedBytes)));
        echoedBytes += length;
    }

    /** The last byte of the answer is here. */
    void onEnd() {
        if (over) {
            return;
        }
        if (meantByApp) {
            over = true;
            context.scoreboard().requestFailedInApp(kind, intendedNanos);
        } else if (status >= 400) {
            fail(status >= 500 ? FailureCause.STATUS_5XX : FailureCause.STATUS_4XX);
        } else if (kind == RequestKind.POST && (echoBroken || echoedBytes != body.length)) {
            fail(FailureCause.BODY_MISMATCH);
        } else {
            over = true;
            context.scoreboard().requestSucceeded(kind, intendedNanos);
        }
    }

    void fail(FailureCause cause) {
        if (!over) {
            over = true;
            context.scoreboard().requestFailed(kind, cause, intendedNanos);
        }
    }

    void timeOut() {
        fail(FailureCause.TIMEOUT);
        abort.run();
    }
}
