/** Whether the candidate may go on: triggers, watches and verdicts. */
@NullMarked
package dev.slipway.core.analysis;

import org.jspecify.annotations.NullMarked;
