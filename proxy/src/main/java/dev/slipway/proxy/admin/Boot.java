package dev.slipway.proxy.admin;

/**
 * One start of the proxy: counts begin anew with each.
 *
 * @param id different for every start
 * @param startedAtMillis in milliseconds since 1970
 */
public record Boot(String id, long pid, String version, long startedAtMillis) {}
