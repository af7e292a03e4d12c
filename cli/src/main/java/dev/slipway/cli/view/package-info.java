/** How a rollout is shown: live on a terminal, plain lines elsewhere. */
@NullMarked
package dev.slipway.cli.view;

import org.jspecify.annotations.NullMarked;
