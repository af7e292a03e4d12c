/** Any change of a journal shows. */
package dev.slipway.engine.journal;
