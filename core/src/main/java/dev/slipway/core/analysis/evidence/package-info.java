/** The statistics of the judge: what two releases' counts say, with a bounded chance of being wrong however often one looks. */
@NullMarked
package dev.slipway.core.analysis.evidence;

import org.jspecify.annotations.NullMarked;
