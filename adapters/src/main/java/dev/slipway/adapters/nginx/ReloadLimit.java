package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reloads leave old workers behind, so there is one at most in a time; one more in the same time for a way back, which must not wait for
 * the shift before it. It is kept in a file, for a server that starts anew reloads the same nginx.
 *
 * @param least between two reloads
 */
record ReloadLimit(Path file, Machine machine, Duration least) {

  /** Lets a reload be made now, or says when. */
  void admit(boolean back) throws IOException {
    List<Long> last = recent();
    int room = back ? 2 : 1;
    if (last.size() >= room) {
      long waitMillis = last.get(last.size() - room) + least.toMillis() - machine.uptimeMillis();
      throw new OutsideException("SLW-4215", "nginx was reloaded a moment ago; the next reload may come in "
          + (waitMillis + 99) / 100 / 10.0
          + " s, so that old workers do not pile up. Traffic stays as it is until then, and a way back does not wait");
    }
  }

  /** A reload is made now. */
  void made() throws IOException {
    List<Long> last = new ArrayList<>(recent());
    last.add(machine.uptimeMillis());
    StringBuilder text = new StringBuilder(machine.boot()).append('\n');
    last.forEach(at -> text.append(at).append('\n'));
    DurableFile.write(file, text.toString());
  }

  private List<Long> recent() throws IOException {
    List<String> lines = DurableFile.read(file).orElse("").lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(machine.boot())) {
      return List.of();
    }
    long now = machine.uptimeMillis();
    return lines.stream().skip(1).filter(l -> l.matches("[0-9]{1,18}")).map(Long::valueOf).filter(at -> now - at < least.toMillis())
        .toList();
  }
}
