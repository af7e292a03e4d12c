/** Texts: what people may have meant, and one form for what is digested. */
@NullMarked
package dev.slipway.core.text;

import org.jspecify.annotations.NullMarked;
