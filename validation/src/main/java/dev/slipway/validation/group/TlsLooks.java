package dev.slipway.validation.group;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Finding;
import dev.slipway.validation.Subject;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.Asker;
import dev.slipway.validation.ask.Handshake;
import dev.slipway.validation.ask.NoAnswer;
import dev.slipway.validation.ask.OldHello;
import dev.slipway.validation.group.Planned.Manner;
import dev.slipway.validation.group.Planned.Weight;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How it encrypts, and with whose word for who it is. */
final class TlsLooks {
  private static final int LEAST_DAYS = 14;
  private static final long LEAST_HSTS_SECONDS = Duration.ofDays(180).toSeconds();
  private static final Pattern MAX_AGE = Pattern.compile("(?i)max-age\\s*=\\s*\"?([0-9]{1,12})");

  private TlsLooks() {}

  static List<Planned> all() {
    return List.of(
        planned("protocol", Weight.GRAVE, (a, h) -> h.protocol().matches("TLSv1\\.[23]")
            ? Finding.holds("handshake", h.protocol() + " " + h.cipher())
            : Finding.fails("handshake", h.protocol(), "it must be TLS 1.2 or newer", "turn TLS 1.2 and 1.3 on, and all older ones off")),
        planned("old protocols refused", Weight.ASKED_FOR, TlsLooks::old),
        planned("chain", Weight.GRAVE, TlsLooks::chain),
        planned("host name", Weight.GRAVE, TlsLooks::name),
        planned("expiry", Weight.GRAVE, TlsLooks::expiry),
        planned("forward secrecy", Weight.ASKED_FOR, TlsLooks::secrecy),
        planned("hsts", Weight.ASKED_FOR, (a, h) -> hsts(a)),
        planned("http leads here", Weight.ASKED_FOR, (a, h) -> redirect(a)));
  }

  private interface Shaken {
    Finding look(Around around, Handshake handshake) throws NoAnswer, InterruptedException, IOException;
  }

  private static Planned planned(String name, Weight weight, Shaken shaken) {
    Look look = around -> {
      if (!around.subject().encrypted()) {
        return Finding.skipped("the address is plain HTTP");
      }
      try {
        return shaken.look(around, around.handshake());
      } catch (IOException e) {
        return Finding.fails("handshake", String.valueOf(e.getMessage()), "there is no TLS connection",
            "look at certificate and key of the router");
      }
    };
    return new Planned(CheckGroup.TLS, name, "handshake", weight, Manner.PATIENT, look);
  }

  private static Finding old(Around around, Handshake handshake) throws IOException {
    Subject subject = around.subject();
    for (OldHello.Version version : OldHello.Version.values()) {
      if (OldHello.accepted(subject.address().getHost(), subject.port(), version)) {
        return Finding.fails("hello of " + version.word(), "accepted", "it was broken long ago (RFC 8996)",
            "turn off everything below TLS 1.2");
      }
    }
    return Finding.holds("hello of TLS 1.0 and 1.1", "refused");
  }

  private static Finding chain(Around around, Handshake handshake) {
    X509Certificate leaf = handshake.chain().getFirst();
    String asked = handshake.chain().size() + " certificates, issued by " + leaf.getIssuerX500Principal().getName();
    Optional<String> fault = around.subject().trust().fault(handshake.chain());
    if (fault.isEmpty()) {
      return Finding.holds("chain", asked);
    }
    return around.subject().trust().pins(leaf)
        ? Finding.skipped("it is the certificate that the router was given; who trusts it is not known from here")
        : Finding.fails("chain", asked, fault.get(), "send the whole chain up to a known authority, or name yours with --ca");
  }

  private static Finding name(Around around, Handshake handshake) {
    String host = around.subject().address().getHost();
    if (handshake.isFor(host)) {
      return Finding.holds("certificate", "it is for " + host);
    }
    return around.subject().trust().pins(handshake.chain().getFirst())
        ? Finding.skipped("asked by " + host + " with the router's own certificate, for " + handshake.names()
            + "; ask by name with --address")
        : Finding.fails("certificate", "it is for " + (handshake.names().isEmpty() ? "no name" : String.join(", ", handshake.names())),
            "it is not for " + host, "get one for that name, or ask by the right one");
  }

  private static Finding expiry(Around around, Handshake handshake) {
    Instant now = around.clock().instant();
    X509Certificate leaf = handshake.chain().getFirst();
    Instant ends = leaf.getNotAfter().toInstant();
    String came = "valid from " + leaf.getNotBefore().toInstant() + " to " + ends;
    if (now.isAfter(ends) || now.isBefore(leaf.getNotBefore().toInstant())) {
      return Finding.fails("certificate", came, now.isAfter(ends) ? "it has expired" : "it is not valid yet", "renew it");
    }
    return Duration.between(now, ends).toDays() < LEAST_DAYS
        ? Finding.fails("certificate", came, "it expires within " + LEAST_DAYS + " days", "renew it now, and by itself from then on")
        : Finding.holds("certificate", came);
  }

  private static Finding secrecy(Around around, Handshake handshake) {
    boolean has = handshake.protocol().equals("TLSv1.3") || handshake.cipher().contains("DHE");
    return has ? Finding.holds("handshake", handshake.cipher())
        : Finding.fails("handshake", handshake.cipher(), "who gets the key later can read what was recorded", "use ciphers with ECDHE");
  }

  private static Finding hsts(Around around) throws NoAnswer, InterruptedException {
    Optional<String> value = around.page().header("Strict-Transport-Security");
    Matcher age = MAX_AGE.matcher(value.orElse(""));
    long seconds = age.find() ? Long.parseLong(age.group(1)) : 0;
    String asked = "GET " + around.subject().page();
    return seconds >= LEAST_HSTS_SECONDS ? Finding.holds(asked, value.orElse(""))
        : Finding.fails(asked, value.map(v -> "Strict-Transport-Security: " + v).orElse("no Strict-Transport-Security"),
            "browsers may be led to plain HTTP", "send Strict-Transport-Security: max-age=31536000, or set front.hsts");
  }

  /** By the usual ports alone: nobody knows which other port would be the plain one. */
  private static Finding redirect(Around around) throws InterruptedException {
    Subject subject = around.subject();
    if (subject.port() != 443) {
      return Finding.skipped("which port is the plain one is known for 443 alone");
    }
    URI plain = URI.create("http://" + subject.address().getHost());
    try (Asker asker = new Asker(plain, subject.trust(), around.nanoTime())) {
      Answer answer = asker.get("/", Around.WITHIN);
      boolean leads = answer.status() >= 300 && answer.status() < 400 && answer.header("Location").orElse("").startsWith("https://");
      return leads ? Finding.holds("GET " + plain, answer.status() + " to " + answer.header("Location").orElse(""))
          : Finding.fails("GET " + plain, Integer.toString(answer.status()), "users who come by http stay there",
              "answer 308 with Location: https://…");
    } catch (NoAnswer e) {
      return Finding.holds("GET " + plain, "nothing listens there");
    }
  }
}
