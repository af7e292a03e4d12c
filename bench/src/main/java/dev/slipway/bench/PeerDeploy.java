package dev.slipway.bench;

/** How a release is changed without Slipway, by the two scripts that are met most. */
interface PeerDeploy extends AutoCloseable {
  /** Where users come. */
  int port();

  /** Puts a release in the place of what is there. */
  void deploy(String version);

  @Override
  void close();
}
