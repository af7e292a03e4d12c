package dev.slipway.core.metric;

import java.time.Duration;
import java.util.Optional;

/**
 * Where measurements are asked for.
 *
 * @param name as in slipway.yaml
 * @param kind which adapter asks
 * @param location base address, or path of the file
 * @param timeout longest time one answer may take
 * @param lag how far behind now the source is asked, so that late scrapes have arrived: the watermark
 * @param access how it lets itself be asked, absent where anybody may
 */
public record SourceSpec(String name, Kind kind, String location, Duration timeout, Duration lag, Optional<SourceAccess> access) {

  /** A source that anybody may ask. */
  public SourceSpec(String name, Kind kind, String location, Duration timeout, Duration lag) {
    this(name, kind, location, timeout, lag, Optional.empty());
  }

  /** The kinds of source. */
  public enum Kind {
    /** Prometheus' HTTP API, or one that speaks it. */
    PROMETHEUS,
    /** A file of comma-separated values, for trying things out. */
    CSV
  }
}
