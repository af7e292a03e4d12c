/** What is told about a rollout to people and systems outside, and to whom. */
@NullMarked
package dev.slipway.core.notice;

import org.jspecify.annotations.NullMarked;
