package dev.slipway.proxy.table;

/**
 * An emergency in force: all new requests of a target go to its stable release, whatever its table says, until a table clears it.
 *
 * @param atMillis when it was declared, in milliseconds since 1970
 */
public record Emergency(String by, String reason, long atMillis) {}
