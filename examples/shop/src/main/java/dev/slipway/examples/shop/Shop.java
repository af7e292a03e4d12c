package dev.slipway.examples.shop;

import java.util.concurrent.atomic.AtomicLong;

/** What all connections of one instance share: its release, its health, what is in flight and which request is next to fail. */
final class Shop {

    private final Release release;
    private final ShopHealth health;
    private final InFlight inFlight;
    private final AtomicLong pages = new AtomicLong();

    Shop(Release release, ShopHealth health, InFlight inFlight) {
        this.release = release;
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
            case FAILING -> page % Behaviour.FAILS_EVERY == 0;
            case LYING -> true;
            case GOOD, SLOW, NEVER_READY, CRASHING, LEAKING -> false;
        };
    }

    int extraMillis() {
        return release.behaviour() == Behaviour.SLOW ? Behaviour.EXTRA_MILLIS : 0;
    }
}
