/** Texts: what people may have meant, one form for what is digested, and how text stands in markup. */
@NullMarked
package dev.slipway.core.text;

import org.jspecify.annotations.NullMarked;
