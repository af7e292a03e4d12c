/** Every value of core's comes back from its JSON as it was. */
package dev.slipway.engine.codec;
