/** What people say to a rollout that waits to begin, and who of them may. */
@NullMarked
package dev.slipway.server.approval;

import org.jspecify.annotations.NullMarked;
