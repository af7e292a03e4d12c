package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.wire.Request;
import dev.slipway.notifications.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Any program's own address, told in JSON and signed as Standard Webhooks 1.0 says: HMAC-SHA256 over id, timestamp and body. */
final class SignedHook {
  private static final String PREFIX = "whsec_";

  private SignedHook() {}

  static Answer tell(Post post, Receiver receiver, Way.Webhook way, Notice notice, InstantSource clock) {
    String body = Post.text(body(receiver, notice));
    String at = Long.toString(clock.instant().getEpochSecond());
    Request request = Request.json("POST", post.secret(way.url()), body, receiver.allowPrivate())
        .with("webhook-id", notice.id()).with("webhook-timestamp", at);
    String signed = notice.id() + "." + at + "." + body;
    return post.send(way.secret().map(s -> request.with("webhook-signature", signature(post.secret(s), signed))).orElse(request));
  }

  static ObjectNode body(Receiver receiver, Notice notice) {
    ObjectNode body = Post.object().put("type", "slipway." + notice.kind().word()).put("timestamp", notice.at().toString());
    ObjectNode data = body.putObject("data").put("id", notice.id()).put("service", notice.target().service())
        .put("environment", notice.target().environment()).put("kind", notice.kind().word()).put("severity", notice.severity().word())
        .put("text", Template.text(receiver, notice, v -> v));
    notice.reason().ifPresent(r -> data.put("reason", r));
    data.put("by", notice.by());
    notice.problem().ifPresent(p -> data.put("problem", p));
    notice.about().ifPresent(a -> {
      ObjectNode rollout = data.putObject("rollout").put("number", a.number()).put("back", a.back());
      version(rollout, "candidate", Optional.of(a.candidate()));
      version(rollout, "stable", a.stable());
      a.provenance().flatMap(Provenance::commit).ifPresent(c -> rollout.put("commit", c));
      a.provenance().flatMap(Provenance::run).ifPresent(r -> rollout.put("run", r));
      a.provenance().flatMap(Provenance::ticket).ifPresent(t -> rollout.put("ticket", t));
    });
    return body;
  }

  private static void version(ObjectNode rollout, String name, Optional<Notice.Version> version) {
    version.ifPresent(v -> {
      ObjectNode node = rollout.putObject(name).put("version", v.version());
      if (!v.digest().isEmpty()) {
        node.put("digest", "sha256:" + v.digest());
      }
    });
  }

  /** A secret that begins with whsec_ is the base64 of its bytes, any other its own bytes. */
  private static String signature(String secret, String signed) {
    try {
      byte[] key = secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
          : secret.getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new WireException(WireException.Kind.WRONG, "its secret is empty, or no base64 after " + PREFIX);
    }
  }
}
