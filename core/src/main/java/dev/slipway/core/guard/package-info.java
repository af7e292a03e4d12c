/** Who must agree before a rollout begins, and when none may: approvals, freezes and branches. */
@NullMarked
package dev.slipway.core.guard;

import org.jspecify.annotations.NullMarked;
