package dev.slipway.gates;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What gates look at beside their own settings.
 *
 * @param folder where slipway.yaml lies, absolute: paths are relative to it
 * @param environment its name
 * @param version that is to be deployed
 * @param stable version that is stable there, where anybody knows
 * @param reached whether anybody was asked what is stable, and answered
 * @param clock of this machine
 * @param waivers what may pass all the same
 * @param accepted values accepted last, by gate and name
 */
public record Surroundings(
    Path folder,
    String environment,
    Optional<String> version,
    Optional<String> stable,
    boolean reached,
    InstantSource clock,
    Waivers waivers,
    Map<String, Map<String, Double>> accepted) {}
