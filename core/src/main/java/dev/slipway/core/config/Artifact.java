package dev.slipway.core.config;

/**
 * What is shipped, as slipway.yaml says it.
 *
 * @param file path relative to slipway.yaml, with {@code ${version}} replaced
 * @param run shell command of one instance, with {@code ${artifact}}, {@code ${port}}, {@code ${version}} and {@code ${instance}}
 */
public record Artifact(String file, String run) {}
