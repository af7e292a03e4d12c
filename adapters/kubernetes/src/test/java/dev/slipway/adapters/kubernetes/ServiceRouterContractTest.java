package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesWay;

/** The team's own Service, which shares out requests by the number of pods. */
final class ServiceRouterContractTest extends ObjectRouterContract {
  @Override
  protected KubernetesWay way() {
    return new KubernetesWay.Selector();
  }

  /** A share is kept by the number of pods. */
  @Override
  protected int instancesAt(int weight) {
    return Math.max(1, weight / 5);
  }
}
