/** What is verified of a release on its addresses: before it gets live traffic, after each shift, and whenever somebody asks. */
@NullMarked
package dev.slipway.core.check;

import org.jspecify.annotations.NullMarked;
