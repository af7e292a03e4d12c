/** Journals as the product writes them, and what somebody might do to them. */
@NullMarked
package dev.slipway.bench.audit;

import org.jspecify.annotations.NullMarked;
