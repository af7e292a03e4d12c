package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody else changed at a target's router.
 *
 * @param what in words for people
 * @param at when it was noticed
 * @param generation of the table that they changed
 * @param answeredBy whose word it is that the router becomes again what was decided; until then it is left as it is
 */
public record ForeignChange(String what, Instant at, long generation, Optional<String> answeredBy) {}
