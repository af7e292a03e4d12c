/** From a slipway.yaml and a version to a rollout, and what is made sure of before one begins. */
@NullMarked
package dev.slipway.server.deploy;

import org.jspecify.annotations.NullMarked;
