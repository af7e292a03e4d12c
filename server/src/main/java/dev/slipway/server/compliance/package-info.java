/** What the journal shows of the controls of a standard, and what it does not: read from records alone, so that anybody can do it again. */
@NullMarked
package dev.slipway.server.compliance;

import org.jspecify.annotations.NullMarked;
