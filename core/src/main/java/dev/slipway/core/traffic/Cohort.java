package dev.slipway.core.traffic;

import java.nio.charset.StandardCharsets;

/**
 * A person's fixed place among {@value #BUCKETS} equal parts of a target's users, so that the same person meets the same release
 * while a weight stands still, and only ever moves towards the candidate while it grows.
 *
 * <p>The place is a pure function of target, salt and identity: it is the same in every process, after every restart and on every machine.
 *
 * @param bucket in [0, {@value #BUCKETS})
 */
public record Cohort(int bucket) {
  /** One bucket is a hundredth of a percent. */
  public static final int BUCKETS = 10_000;

  private static final int BUCKETS_PER_PERCENT = BUCKETS / 100;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Cohort {
    if (bucket < 0 || bucket >= BUCKETS) {
      throw new IllegalArgumentException("a cohort's bucket is in [0, " + BUCKETS + "), not " + bucket);
    }
  }

  /**
   * The place of one person.
   *
   * @param target as in {@code shop/production}
   * @param salt   what makes two rollouts choose different people; the same for the whole of one rollout
   * @param identity the cookie's or header's value; any text
   */
  public static Cohort of(String target, String salt, String identity) {
    long hash = mix(mix(mix(FNV_OFFSET, target), salt), identity);
    return new Cohort((int) Math.unsignedMultiplyHigh(avalanche(hash), BUCKETS));
  }

  /** Whether this person is inside the first {@code weightPercent} of all; 0 holds nobody, 100 everybody. */
  public boolean isWithin(int weightPercent) {
    return bucket < weightPercent * BUCKETS_PER_PERCENT;
  }

  /** FNV-1a over the UTF-8 bytes, closed by a byte that UTF-8 never has, so that ("ab","c") and ("a","bc") differ. */
  private static long mix(long hash, String text) {
    long mixed = hash;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      mixed = (mixed ^ (each & 0xff)) * FNV_PRIME;
    }
    return (mixed ^ 0xff) * FNV_PRIME;
  }

  /** The finalizer of MurmurHash3: FNV alone leaves the high bits, which choose the bucket, too even for short texts. */
  private static long avalanche(long hash) {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
