package dev.slipway.server.access;

import dev.slipway.server.problem.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who shows a credential that counts, and holds up an address from which too many came that do not. */
public final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Credentials credentials;
  private final Attempts attempts;

  public Door(Credentials credentials, Attempts attempts) {
    this.credentials = credentials;
    this.attempts = attempts;
  }

  /** Who shows a token. */
  public Caller withToken(String address, String shown) {
    // The server's own waits for nobody: it is for emergencies, and 256 random bits are not guessed.
    return credentials.own(shown) ? credentials.caller(shown) : attempt(address, shown, () -> credentials.caller(shown));
  }

  /** Whose browser it is. */
  public Caller withCookie(String address, String kept) {
    return attempt(address, kept, () -> credentials.inBrowser(kept));
  }

  /** Who was let in before and shows the same again; nothing is counted. */
  public Caller again(Optional<String> token, Optional<String> kept) {
    return token.map(credentials::caller).or(() -> kept.map(credentials::inBrowser)).orElseThrow(Credentials::nothing);
  }

  /** What comes of looking at something that somebody shows from an address. */
  public <T> T attempt(String address, String shown, Supplier<T> look) {
    Optional<Duration> wait = attempts.heldUp(address, shown);
    if (wait.isPresent()) {
      throw Refused.until(wait.get(), "SLW-5169", "too many wrong credentials came from " + address
          + " within a minute, so that this one was not looked at. Nothing changed; traffic stays as it is",
          "Try again in " + (wait.get().toSeconds() + 1) + " s. What was let in from there before goes on, as does the server's own token");
    }
    try {
      T found = look.get();
      attempts.right(address, shown);
      return found;
    } catch (Refused e) {
      if (e.kind() == Refused.Kind.STRANGER && !e.code().equals(Credentials.ENDED) && attempts.wrong(address, shown)) {
        LOG.warn("SLW-5169 too many wrong credentials came from {} within a minute; others from there wait for a minute", address);
      }
      throw e;
    }
  }
}
