package dev.slipway.engine;

import dev.slipway.engine.loop.Commits;
import dev.slipway.engine.store.Inbox;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What an engine needs to carry out commands for others and have its own carried out.
 *
 * @param inbox where they wait
 * @param commits commits a decision as one that answers a letter, by the usual way in
 * @param ids each unique for all engines
 */
public record Letters(Inbox inbox, BiFunction<Inbox, Inbox.Letter, Commits> commits, Supplier<String> ids) {}
