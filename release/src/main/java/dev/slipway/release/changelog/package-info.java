/** The changelog: sections from history, in Markdown, put into a file of which no word is lost. */
@NullMarked
package dev.slipway.release.changelog;

import org.jspecify.annotations.NullMarked;
