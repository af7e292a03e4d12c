package dev.slipway.adapters.docker;

/** The labels by which Slipway knows what is its own on an engine, and by which anybody may find it. */
final class Label {
  static final String TARGET = "dev.slipway.target";
  static final String RELEASE = "dev.slipway.release";
  static final String INSTANCE = "dev.slipway.instance";
  static final String VERSION = "dev.slipway.version";

  /** Of the lease under which it was made. */
  static final String EPOCH = "dev.slipway.epoch";

  /** Which life of its instance it is, 1 and up. */
  static final String GENERATION = "dev.slipway.generation";

  /** How often the instance had died when it was made, and how many of its last lives were short. */
  static final String DEATHS = "dev.slipway.deaths";

  static final String QUICK_DEATHS = "dev.slipway.quick-deaths";
  static final String OOM_KILLS = "dev.slipway.oom-kills";
  static final String PORT = "dev.slipway.port";
  static final String NETWORK = "dev.slipway.network";

  private Label() {}
}
