/** What the release block of slipway.yaml says; everything has a default that fits a usual project. */
@NullMarked
package dev.slipway.release.settings;

import org.jspecify.annotations.NullMarked;
