package dev.slipway.examples.shop;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of one instance share: its release, its health, what is in flight and which request is next to fail. */
final class Shop {

    private final Release release;
    private final int failPercent;
    private final ShopHealth health;
    private final InFlight inFlight;
    private final AtomicLong pages = new AtomicLong();

    Shop(Release release, int failPercent, ShopHealth health, InFlight inFlight) {
        this.release = release;
        this.failPercent = failPercent;
        this.health = health;
        this.inFlight = inFlight;
    }

    Release release() {
        return release;
    }

    ShopHealth health() {
        return health;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Whether the next page is one of those that this release gets wrong. Counts it. */
    boolean nextPageFails() {
        long page = pages.incrementAndGet();
        return switch (release.behaviour()) {
            case FAILING -> failPercent == 0 ? page % Behaviour.FAILS_EVERY == 0 : ThreadLocalRandom.current().nextInt(100) < failPercent;
            case LYING -> true;
            case GOOD, SLOW, NEVER_READY, CRASHING, LEAKING -> false;
        };
    }

    int extraMillis() {
        return release.behaviour() == Behaviour.SLOW ? Behaviour.EXTRA_MILLIS : 0;
    }
}
