package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Slipway calls its own objects in a cluster, and what it writes on others. */
final class Names {
  /** Of objects and pods: whose they are. */
  static final String TARGET = "slipway.dev/target";
  /** Of Deployments, pods and selectors: which release they run. */
  static final String RELEASE = "slipway.dev/release";
  /** Of Deployments: the highest epoch that worked on them. */
  static final String EPOCH = "slipway.dev/epoch";
  /** Of Deployments: how many instances were asked for last. */
  static final String ASKED = "slipway.dev/instances";
  /** Of an adopted Deployment: the hash that Kubernetes gave its pods. */
  static final String HASH = "slipway.dev/adopted-pod-template-hash";
  /** Of an adopted Deployment: that its team had paused it. */
  static final String PAUSED = "slipway.dev/paused-before";
  /** Of an adopted StatefulSet: the partition that its team had set. */
  static final String PARTITION = "slipway.dev/partition-before";
  /** Of a copy: what it was made of. */
  static final String COPY_OF = "slipway.dev/copy-of";
  /** Of what moves traffic: the table in force. */
  static final String ROUTING = "slipway.dev/routing";
  /** Kubernetes' own label of pods with one template. */
  static final String POD_TEMPLATE_HASH = "pod-template-hash";

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 52;
  private static final int BRIEF = 10;

  private Names() {}

  /** A target as the value of a label. */
  static String label(TargetId target) {
    return label(target.service() + "." + target.environment());
  }

  /** A release as the value of a label. */
  static String label(ReleaseId release) {
    return label(release.value());
  }

  private static String label(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.length() <= LONGEST_LABEL ? safe : safe.substring(0, LONGEST_LABEL - BRIEF - 1) + "-" + brief(text);
  }

  /** The name of an object that belongs to one release of a Deployment. */
  static String object(String deployment, ReleaseId release) {
    String whole = deployment + "-" + release.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return whole.length() <= LONGEST_NAME ? whole : whole.substring(0, LONGEST_NAME - BRIEF - 1).replaceAll("-+$", "") + "-" + brief(whole);
  }

  /** The name of an object that belongs to some content. */
  static String content(String name, String hex) {
    int room = LONGEST_NAME - BRIEF - 1;
    return (name.length() <= room ? name : name.substring(0, room).replaceAll("-+$", "")) + "-" + hex.substring(0, BRIEF);
  }

  private static String brief(String text) {
    return sha256(text).substring(0, BRIEF);
  }

  /** SHA-256 over a text in UTF-8, in hexadecimal digits. */
  static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
