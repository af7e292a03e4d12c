/** Core's values as canonical JSON, read strictly, without a trace of JSON in core. */
@NullMarked
package dev.slipway.engine.codec;

import org.jspecify.annotations.NullMarked;
