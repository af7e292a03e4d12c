/** What happened, as it is written down. */
@NullMarked
package dev.slipway.core.audit;

import org.jspecify.annotations.NullMarked;
