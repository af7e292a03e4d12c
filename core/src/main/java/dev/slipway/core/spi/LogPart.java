package dev.slipway.core.spi;

import java.util.List;

/**
 * A part of what an instance wrote.
 *
 * @param lines oldest first
 * @param next where the part after it begins; only the platform that gave it understands it
 * @param gap whether lines before it are gone that nobody had read
 */
public record LogPart(List<String> lines, String next, boolean gap) {
  public LogPart {
    lines = List.copyOf(lines);
  }
}
