/** What ships: the folder and archives that ./mvnw package makes, and the run that prepares a fast start. */
@NullMarked
package dev.slipway.distribution;

import org.jspecify.annotations.NullMarked;
