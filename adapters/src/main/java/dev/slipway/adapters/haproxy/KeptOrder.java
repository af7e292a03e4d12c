package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Recorded.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes the two files that an HAProxy begins with, so that one that is started between any two writes has a server for whatever its split
 * sends there: first everybody of before and after serves, then the split changes, then those that leave get nothing more. Meanwhile the
 * map says that servers and table may differ, so that such an HAProxy is put right and nobody else's hand is seen in it.
 *
 * @param files of one target
 * @param writer what writes one of them
 */
record KeptOrder(OwnFiles files, Writer writer) {
  KeptOrder(OwnFiles files) {
    this(files, OwnFiles::replace);
  }

  /** Puts another text in a file, at once. */
  interface Writer {
    void write(Path file, String text) throws IOException;
  }

  void change(Recorded before, Recorded next) throws IOException {
    Map<String, Standing> from = before.servers(files.names());
    Map<String, Standing> to = next.servers(files.names());
    if (!from.equals(to) && !from.isEmpty()) {
      map(before.settling(false));
      backends(everybody(before, next));
      map(next.settling(false));
    }
    backends(to);
    map(next.settling(true));
  }

  /** The servers of both tables; one drains only where no table wants it to serve. A slot that another release has now is its alone. */
  private Map<String, Standing> everybody(Recorded before, Recorded next) {
    Map<String, Standing> all = new TreeMap<>(before.without(next.slots()).servers(files.names()));
    next.servers(files.names()).forEach((server, standing) ->
        all.merge(server, standing, (was, is) -> new Standing(is.address(), was.draining() && is.draining())));
    return all;
  }

  private void backends(Map<String, Standing> servers) throws IOException {
    writer.write(files.backends(), ServerLine.backends(files.names(), servers));
  }

  private void map(Recorded recorded) throws IOException {
    writer.write(files.map(), ServerLine.map(files.names(), recorded));
  }
}
