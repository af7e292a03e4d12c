/** What slipway.yaml says, typed, and what somebody most likely meant who typed something else. */
@NullMarked
package dev.slipway.core.config;

import org.jspecify.annotations.NullMarked;
