/** What every store must do, and what only one on a disk can get wrong. */
package dev.slipway.engine.store;
