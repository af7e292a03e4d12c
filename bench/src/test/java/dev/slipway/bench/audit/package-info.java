/** Whether what somebody does to a journal is found. */
@NullMarked
package dev.slipway.bench.audit;

import org.jspecify.annotations.NullMarked;
