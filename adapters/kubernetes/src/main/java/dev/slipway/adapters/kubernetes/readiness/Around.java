package dev.slipway.adapters.kubernetes.readiness;

import java.net.URI;
import java.util.List;

/**
 * What is known of an environment outside its cluster.
 *
 * @param prometheus base addresses of those that slipway.yaml names
 * @param runbooks files, as they are called
 */
public record Around(List<URI> prometheus, List<String> runbooks) {
  public Around {
    prometheus = List.copyOf(prometheus);
    runbooks = List.copyOf(runbooks);
  }
}
