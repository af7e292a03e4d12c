/** The main job shown on this machine: real instances, a real proxy, real load. */
@NullMarked
package dev.slipway.cli.demo;

import org.jspecify.annotations.NullMarked;
