package dev.slipway.server.problem;

import java.util.Optional;

/**
 * One fault in a slipway.yaml.
 *
 * @param file as the person named it
 * @param line from 1
 * @param column from 1
 * @param code stable, {@code SLW-1xxx}
 * @param message what is wrong
 * @param hint the nearest right spelling or the values allowed
 */
public record ConfigProblem(String file, int line, int column, String code, String message, Optional<String> hint) {}
