/** Kayenta's judge, from its published method: Mann–Whitney on two windows of measurements, and a score over metrics. */
@NullMarked
package dev.slipway.core.analysis.kayenta;

import org.jspecify.annotations.NullMarked;
