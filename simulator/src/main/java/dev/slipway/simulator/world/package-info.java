/** The fake outsides and what happens in them: instances, router, tasks, store and traffic in virtual time. */
@NullMarked
package dev.slipway.simulator.world;

import org.jspecify.annotations.NullMarked;
