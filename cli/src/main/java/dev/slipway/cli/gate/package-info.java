/** Looks at gates where the reports lie, shows what they say and sends it along with a deploy. */
@NullMarked
package dev.slipway.cli.gate;

import org.jspecify.annotations.NullMarked;
