/** One-off effects on this machine: commands of the user's, and questions to a preview address. */
@NullMarked
package dev.slipway.adapters.task;

import org.jspecify.annotations.NullMarked;
