package dev.slipway.core.analysis.evidence;

import java.util.Arrays;
import java.util.List;

/** The memory of one evidence process of a {@link Kernel}: one log-likelihood ratio for each point of its grid. A value; never changes. */
public final class Wealth {
  private final double[] lnRatios;

  private Wealth(double[] lnRatios) {
    this.lnRatios = lnRatios;
  }

  /** Before any event. */
  public static Wealth none(Kernel kernel) {
    return new Wealth(new double[kernel.size()]);
  }

  /** As {@link #lnRatios} gave them. */
  public static Wealth of(List<Double> lnRatios) {
    return new Wealth(lnRatios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** One number for each point of the grid, for keeping. */
  public List<Double> lnRatios() {
    return Arrays.stream(lnRatios).boxed().toList();
  }

  /** With a batch more; see {@link Kernel#add}. */
  public Wealth plus(Kernel kernel, double y, double m, double theta) {
    if (m == 0) {
      return this;
    }
    double[] next = lnRatios.clone();
    kernel.add(next, 0, y, m, theta);
    return new Wealth(next);
  }

  /** With a batch more, at {@linkplain Kernel#costs costs} that several processes share. */
  Wealth plus(Kernel kernel, double y, double m, double[] costs) {
    if (m == 0) {
      return this;
    }
    double[] next = lnRatios.clone();
    kernel.add(next, y, m, costs);
    return new Wealth(next);
  }

  /** What ln E is at most: it is the logarithm of a mean, so no more than the largest part of it. Costs no exponential. */
  public double lnAtMost() {
    double most = Double.NEGATIVE_INFINITY;
    for (double part : lnRatios) {
      most = Math.max(most, part);
    }
    return most;
  }

  /** ln E. */
  public double lnEvidence(Kernel kernel) {
    return kernel.lnEvidence(lnRatios, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wealth that && Arrays.equals(lnRatios, that.lnRatios);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lnRatios);
  }

  @Override
  public String toString() {
    return "Wealth" + Arrays.toString(lnRatios);
  }
}
