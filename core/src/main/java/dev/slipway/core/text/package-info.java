/** What people wrote, and what they may have meant. */
@NullMarked
package dev.slipway.core.text;

import org.jspecify.annotations.NullMarked;
