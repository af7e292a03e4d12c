package dev.slipway.core.access;

/** A role in some targets that somebody was given. */
public record Holding(Holder holder, Grant grant) {}
