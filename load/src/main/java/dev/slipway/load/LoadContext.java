package dev.slipway.load;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.function.LongSupplier;

/** What everything in one run shares; touched by its one event loop only. */
record LoadContext(LoadPlan plan, Dialer dialer, Scoreboard scoreboard, VirtualUsers users, LongSupplier nanoClock) {

    private static final AsciiString FAULT = AsciiString.cached("x-shop-fault");

    /** Whether an error is the service's own: marked by it, or expected by the plan. */
    boolean meantByApp(HttpResponse response) {
        int status = response.status().code();
        return status >= 400 && ("intended".equals(response.headers().get(FAULT)) || plan.expectedStatuses().contains(status));
    }
}
