/** What a run is about: releases and how they behave, commands, faults and when. */
@NullMarked
package dev.slipway.simulator.scenario;

import org.jspecify.annotations.NullMarked;
