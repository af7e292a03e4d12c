package dev.slipway.server;

import dev.slipway.core.access.Issuer;
import dev.slipway.server.oidc.ClientSecrets;
import dev.slipway.server.oidc.HttpFetch;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command line that say who vouches for people, as they are met: each is about the issuer named before it. */
final class IssuerOptions {
  static final String ISSUER = "--oidc-issuer";
  static final String CLIENT = "--oidc-client-id";
  static final String AUDIENCE = "--oidc-audience";
  static final String NAME = "--oidc-name-claim";
  static final String GROUPS = "--oidc-groups-claim";
  static final String PREFIX = "--oidc-prefix";
  static final String SECRET = "--oidc-client-secret-file";
  static final String USAGE = "[--oidc-issuer URL --oidc-client-id ID [--oidc-audience A]... [--oidc-name-claim C] [--oidc-groups-claim C] "
      + "[--oidc-prefix TEXT] [--oidc-client-secret-file FILE]]...";
  private static final int MOST = 10;

  private final List<Issuer> issuers = new ArrayList<>();
  private final Map<String, Path> secrets = new HashMap<>();

  void take(String option, String value) {
    if (option.equals(ISSUER)) {
      if (!HttpFetch.trusted(value)) {
        throw refused(value + " is not https, and whoever is on the way could change its keys");
      }
      issuers.add(new Issuer(value, "", Set.of(), "sub", "", ""));
      return;
    }
    if (issuers.isEmpty() || value.isBlank()) {
      throw refused(option + " is about an issuer, which is to be named before it");
    }
    if (option.equals(SECRET)) {
      secrets.put(issuers.getLast().url(), Path.of(value).toAbsolutePath());
      return;
    }
    Issuer before = issuers.removeLast();
    issuers.add(switch (option) {
      case CLIENT -> new Issuer(before.url(), value, before.audiences(), before.nameClaim(), before.groupsClaim(), before.prefix());
      case AUDIENCE -> new Issuer(
          before.url(), before.clientId(), with(before.audiences(), value), before.nameClaim(), before.groupsClaim(), before.prefix());
      case NAME -> new Issuer(before.url(), before.clientId(), before.audiences(), value, before.groupsClaim(), before.prefix());
      case GROUPS -> new Issuer(before.url(), before.clientId(), before.audiences(), before.nameClaim(), value, before.prefix());
      default -> new Issuer(before.url(), before.clientId(), before.audiences(), before.nameClaim(), before.groupsClaim(), value);
    });
  }

  private static Set<String> with(Set<String> audiences, String more) {
    Set<String> all = new HashSet<>(audiences);
    all.add(more);
    return all;
  }

  List<Issuer> read() {
    if (issuers.stream().anyMatch(i -> i.clientId().isEmpty())) {
      throw refused(ISSUER + " needs " + CLIENT + ", or a token for anybody else would open this server");
    }
    if (issuers.stream().map(Issuer::url).distinct().count() < issuers.size() || issuers.size() > MOST) {
      throw refused("every issuer is named once, and there are at most " + MOST);
    }
    if (issuers.stream().map(Issuer::prefix).distinct().count() < issuers.size()) {
      throw refused("several issuers need a " + PREFIX + " each, but one: without it, anybody whom one vouches for could have the name "
          + "or a "
          + "group of somebody at the other");
    }
    return List.copyOf(issuers);
  }

  ClientSecrets secrets() {
    ClientSecrets all = new ClientSecrets(secrets);
    all.fault().ifPresent(fault -> {
      throw refused(fault);
    });
    return all;
  }

  private static StartException refused(String why) {
    return StartException.wrongUse("SLW-5126", why + ". The server does not start; traffic stays as it is. " + USAGE);
  }
}
