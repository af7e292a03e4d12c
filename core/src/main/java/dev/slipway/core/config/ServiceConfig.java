package dev.slipway.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * slipway.yaml, valid.
 *
 * @param service name of the service
 * @param environments by name, in the order written
 */
public record ServiceConfig(String service, Map<String, EnvironmentConfig> environments) {
  public ServiceConfig {
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
  }
}
