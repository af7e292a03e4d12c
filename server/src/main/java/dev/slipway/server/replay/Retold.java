package dev.slipway.server.replay;

import dev.slipway.core.spi.Store;
import dev.slipway.server.journal.JournalFeed;
import dev.slipway.server.journal.Past;
import dev.slipway.server.status.StatusReader;

/** What is told from a journal whose decisions are made again: series of measurements, and the numbers behind verdicts. */
public record Retold(SeriesReader series, Explainer explainer, Walk walk) {

  /** Over one store; listens to the feed from now on. */
  public static Retold over(Store store, Past past, StatusReader status, JournalFeed feed, Elsewhere elsewhere) {
    Series series = new Series();
    feed.listen(series::committed);
    Walk walk = new Walk(store, elsewhere);
    return new Retold(new SeriesReader(status, series, walk), new Explainer(store, past, walk, elsewhere), walk);
  }
}
