/** What slipway.yaml says, typed. */
@NullMarked
package dev.slipway.core.config;

import org.jspecify.annotations.NullMarked;
