package dev.slipway.server.front;

import java.util.Optional;
import java.util.Set;

/**
 * Who may reach the API, and how.
 *
 * @param tls absent for plain HTTP
 * @param plainHttp whether plain HTTP is meant even where the network can see it
 * @param names by which clients may call the server, beside its address and those of its certificate; lower case
 * @param address what browsers call it
 */
public record Access(Optional<TlsFiles> tls, boolean plainHttp, Set<String> names, Limits limits, PublicAddress address) {
  /** Plain HTTP, for this machine alone. */
  public static final Access LOOPBACK = new Access(Optional.empty(), false, Set.of(), Limits.USUAL);

  public Access {
    names = Set.copyOf(names);
  }

  /** One that browsers reach as it is. */
  public Access(Optional<TlsFiles> tls, boolean plainHttp, Set<String> names, Limits limits) {
    this(tls, plainHttp, names, limits, PublicAddress.ITSELF);
  }

  /** Of its addresses. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }
}
