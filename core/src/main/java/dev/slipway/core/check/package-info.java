/** Questions asked of a candidate before it gets live traffic. */
@NullMarked
package dev.slipway.core.check;

import org.jspecify.annotations.NullMarked;
