/** Reads files that nobody vouches for, in bounded memory: XML without document types, JSON as a stream, patterns of paths. */
@NullMarked
package dev.slipway.gates.report;

import org.jspecify.annotations.NullMarked;
