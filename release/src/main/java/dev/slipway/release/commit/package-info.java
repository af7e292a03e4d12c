/** What a commit's message says: Conventional Commits 1.0.0, squashes, merges, reverts. */
@NullMarked
package dev.slipway.release.commit;

import org.jspecify.annotations.NullMarked;
