package dev.slipway.bench.rig;

import dev.slipway.cli.client.Api;
import java.util.Optional;

/** Whoever answers for a target: its one server, or any of several. */
public interface Apis {
  /** The API. */
  Api api();

  /** The API, if it answers; between a kill and the next start it may not. */
  Optional<Api> apiIfThere();
}
