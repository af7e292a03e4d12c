package dev.slipway.core.notice;

import java.util.List;

/** All who are told of one target, each name once. What is secret of them is only referred to. */
public record Receivers(List<Receiver> all) {
  public Receivers {
    all = List.copyOf(all);
  }
}
