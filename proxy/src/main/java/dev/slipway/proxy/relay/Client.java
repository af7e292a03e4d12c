package dev.slipway.proxy.relay;

/**
 * Who is at the other end of a client's connection, and how it came in.
 *
 * @param address the client's, as for X-Forwarded-For
 * @param scheme http or https
 * @param localAuthority host and port it connected to, for a request without a Host
 * @param preview whether it came in by the preview address
 * @param http2 whether each request is a stream of its own
 */
public record Client(String address, String scheme, String localAuthority, boolean preview, boolean http2) {}
