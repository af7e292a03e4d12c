/** What must hold before a rollout begins, looked at where the reports lie. Fails closed: what cannot be read has not passed. */
@NullMarked
package dev.slipway.gates;

import org.jspecify.annotations.NullMarked;
