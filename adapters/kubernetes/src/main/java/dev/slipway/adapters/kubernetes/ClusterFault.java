package dev.slipway.adapters.kubernetes;

import dev.slipway.core.spi.OutsideException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in words, with a code, what a cluster refused or why it did not answer. */
final class ClusterFault {
  /** Of a change that somebody else was faster with. */
  static final String CONFLICT = "SLW-3207";
  static final String HELD = ". Nothing was changed; traffic stays as it is";
  private static final int UNPROCESSABLE = 422;
  private static final Pattern FORBIDDEN =
      Pattern.compile("User \"(?<who>[^\"]+)\" cannot (?<verb>\\w+) resource \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\"");

  private ClusterFault() {}

  /** What a failed call means. */
  static OutsideException of(String what, KubernetesClientException e) {
    String said = said(e);
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED -> new OutsideException("SLW-3203", "the cluster does not know who Slipway is, asked to "
          + what + ": " + said + HELD + ". See that the credentials of the kubeconfig are still good: kubectl auth can-i get pods", e);
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(what, said, e);
      case HttpURLConnection.HTTP_NOT_FOUND -> new OutsideException("SLW-3206", "not found, asked to " + what + ": " + said + HELD, e);
      case HttpURLConnection.HTTP_CONFLICT -> new OutsideException(
          CONFLICT,
          "somebody else changed it at the same moment, asked to " + what + ": " + said + HELD + "; the next look tries again", e);
      case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST -> new OutsideException(
          "SLW-3208", "the cluster finds it wrong, asked to " + what + ": " + said + HELD, e);
      default -> e.getCode() <= 0 ? away(what, e)
          : new OutsideException("SLW-3209", "the cluster refused to " + what + " (" + e.getCode() + "): " + said + HELD, e);
    };
  }

  static OutsideException away(String what, Throwable e) {
    return new OutsideException("SLW-3201", "the cluster did not answer, asked to " + what + ": " + deepest(e)
        + ". Pods and Services go on as they are; the next look tries again", e);
  }

  private static OutsideException forbidden(String what, String said, KubernetesClientException e) {
    if (ofQuota(said)) {
      return new OutsideException("SLW-3205", "a quota of the namespace forbids to " + what + ": " + said + HELD
          + ". Raise it, or make room: kubectl describe resourcequota", e);
    }
    Matcher m = FORBIDDEN.matcher(said);
    String right = m.find() ? m.group("who") + " lacks the verb \"" + m.group("verb") + "\" on \"" + m.group("resource") + "\""
        + (m.group("group").isEmpty() ? "" : " of " + m.group("group")) : said;
    return new OutsideException("SLW-3204", "Slipway may not " + what + ": " + right + HELD
        + ". Give it the rights that this prints: slipway kubernetes rbac", e);
  }

  /** Whether a quota is the reason: it is exceeded, or wants something to be said that is not. */
  static boolean ofQuota(String said) {
    return said.contains("exceeded quota") || said.contains("failed quota");
  }

  private static String said(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus()).map(Status::getMessage).or(() -> Optional.ofNullable(e.getMessage()))
        .orElse("no reason given").strip();
  }

  private static String deepest(Throwable e) {
    Throwable cause = e;
    for (int i = 0; i < 20 && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    String name = cause.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
    return Optional.ofNullable(cause.getMessage()).filter(m -> !m.isBlank()).orElse(name);
  }
}
