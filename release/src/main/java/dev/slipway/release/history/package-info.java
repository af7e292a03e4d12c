/** What a local git repository holds: tags, commits and their paths, read with the git program. */
@NullMarked
package dev.slipway.release.history;

import org.jspecify.annotations.NullMarked;
