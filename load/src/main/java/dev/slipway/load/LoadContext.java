package dev.slipway.load;

import java.util.function.LongSupplier;

/** What everything in one run shares; touched by its one event loop only. */
record LoadContext(LoadPlan plan, Dialer dialer, Scoreboard scoreboard, VirtualUsers users, LongSupplier nanoClock) { }
