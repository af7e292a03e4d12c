/** The judge beside its peers, on the same seeded traffic: how soon each finds a bad candidate, and how often it blames a good one. */
@NullMarked
package dev.slipway.bench.judge;

import org.jspecify.annotations.NullMarked;
