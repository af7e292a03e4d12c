package dev.slipway.proxy.listen;

import dev.slipway.proxy.table.Table;
import dev.slipway.proxy.table.Table.Listen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All open ports, by target. One thread at a time. */
public final class Listeners {
  private final Openings openings;
  private final Map<String, Open> byTarget = new HashMap<>();

  private record Open(Map<Key, Listener> listeners, Ports ports) {}

  private record Key(String host, int port, boolean preview) {}

  /** With sockets that a predecessor had opened: they are taken before any is opened anew. */
  public Listeners(Workers workers, Transport transport, List<HandedSocket> inherited) {
    this.openings = new Openings(workers, transport, inherited);
  }

  /** The ports a table needs, opened but not accepting: a change that can still be taken back. */
  public final class Change {
    private final String target;
    private final Map<Key, Listener> after = new HashMap<>();
    private final Map<Listener, Optional<TlsMaterial>> tls = new HashMap<>();
    private final List<Listener> opened = new ArrayList<>();
    private Ports ports = Ports.NONE;

    private Change(String target) {
      this.target = target;
    }

    public Ports ports() {
      return ports;
    }

    /** The new ports accept; those that are no longer wanted close, after. */
    public void commit() {
      tls.forEach(Listener::use);
      opened.forEach(Listener::accept);
      Open before = byTarget.put(target, new Open(after, ports));
      if (before != null) {
        before.listeners().values().stream().filter(each -> !after.containsValue(each)).forEach(Listener::close);
      }
    }

    /** As if nothing had been opened. */
    public void cancel() {
      opened.forEach(Listener::close);
    }

    private int open(Listen listen, boolean preview, int lastPort) throws IOException, TlsUnreadable {
      Key key = new Key(listen.host(), listen.port(), preview);
      Open before = byTarget.get(target);
      Listener known = before == null ? null : before.listeners().get(key);
      Optional<TlsMaterial> material = material(listen, known);
      Listener listener = known == null ? openings.open(target, listen, preview, lastPort, material) : known;
      if (known == null) {
        opened.add(listener);
      }
      tls.put(listener, material);
      after.put(key, listener);
      return listener.port();
    }
  }

  /**
   * Opens what a table needs and this target does not have yet.
   *
   * @param last the ports it had when its table left the choice to the system
   * @throws IOException when an address is taken; nothing has changed then
   */
  public Change prepare(Table table, Ports last) throws IOException, TlsUnreadable {
    Change change = new Change(table.target());
    try {
      int listen = change.open(table.listen(), false, last.listen());
      int preview = table.preview().isPresent() ? change.open(table.preview().get(), true, last.preview()) : 0;
      change.ports = new Ports(listen, preview);
      return change;
    } catch (IOException | TlsUnreadable | RuntimeException e) {
      change.cancel();
      throw e;
    }
  }

  public Ports ports(String target) {
    Open open = byTarget.get(target);
    return open == null ? Ports.NONE : open.ports();
  }

  public void close(String target) {
    Open open = byTarget.remove(target);
    if (open != null) {
      open.listeners().values().forEach(Listener::close);
    }
  }

  /** Whether a socket of this target was handed over and not taken yet. */
  public boolean hasInherited(String target) {
    return openings.hasInherited(target);
  }

  /** What is open, to be shared with a successor. */
  public List<HandedSocket> sockets() {
    List<HandedSocket> sockets = new ArrayList<>();
    byTarget.forEach((target, open) -> open.listeners().forEach((key, listener) ->
        sockets.add(new HandedSocket(target, key.host(), key.port(), key.preview(), listener.descriptor()))));
    return sockets;
  }

  public void closeAll() {
    List.copyOf(byTarget.keySet()).forEach(this::close);
  }

  /** Reads certificates again whose files changed. Returns what to tell the log. */
  public List<String> refreshTls() {
    return byTarget.values().stream()
        .flatMap(open -> open.listeners().values().stream())
        .flatMap(listener -> listener.tls().stream())
        .flatMap(material -> material.refresh().stream())
        .toList();
  }

  private static Optional<TlsMaterial> material(Listen listen, @Nullable Listener known) throws TlsUnreadable {
    if (listen.tls().isEmpty()) {
      return Optional.empty();
    }
    if (known != null && known.tls().map(TlsMaterial::files).equals(listen.tls())) {
      return known.tls();
    }
    try {
      return Optional.of(new TlsMaterial(listen.tls().get()));
    } catch (IOException e) {
      throw new TlsUnreadable(e);
    }
  }
}
