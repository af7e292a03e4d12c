package dev.slipway.load;

/** What a request does. */
public enum RequestKind {
    GET,
    /** Carries a body of its own that must come back byte for byte. */
    POST,
    /** A response that takes seconds; measured apart from the quick ones. */
    SLOW,
    /** A GET over HTTP/2 with prior knowledge, on one of a few long-lived connections. */
    HTTP2
}
