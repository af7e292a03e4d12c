/** Writes the pipeline of a project for the forge it is built on: test, gates, build, bill of materials, deploy by branch. */
@NullMarked
package dev.slipway.cli.pipeline;

import org.jspecify.annotations.NullMarked;
