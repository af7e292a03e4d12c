package dev.slipway.engine.journal;

/** A record's number and hash: all that a Merkle tree needs of it. Fields are those of {@link KeptRecord}. */
public record RecordHash(long sequence, String hash) {}
