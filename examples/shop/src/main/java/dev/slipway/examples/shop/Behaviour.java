package dev.slipway.examples.shop;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a release of the shop behaves: well, or badly in one known way. */
public enum Behaviour {
    GOOD,
    /** Every request takes {@value #EXTRA_MILLIS} ms longer; health stays quick, so only latency tells. */
    SLOW,
    /** One request in {@value #FAILS_EVERY} is answered 500, always the same ones in the order of arrival. */
    FAILING,
    /** Lives and answers, but never says that it is ready. */
    NEVER_READY,
    /** Exits with status 1 some time after its start. */
    CRASHING,
    /** Keeps more memory every second. */
    LEAKING,
    /** Says that it is ready and well while every page is answered 500. */
    LYING;

    static final int EXTRA_MILLIS = 600;
    static final int FAILS_EVERY = 20;

    /** The name used in files and in the environment: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Behaviour named(String label) {
        return Arrays.stream(values()).filter(b -> b.label().equals(label.strip())).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no behaviour '" + label + "'. Use one of: "
                + Arrays.stream(values()).map(Behaviour::label).collect(Collectors.joining(", "))));
    }
}
