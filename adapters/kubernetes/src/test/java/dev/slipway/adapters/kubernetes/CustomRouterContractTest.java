package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesWay;

/**
 * Two weights of an object of any kind. Of a kind that every cluster brings: the API server of the cluster that tests start here dies of
 * any custom object.
 */
final class CustomRouterContractTest extends ObjectRouterContract {
  @Override
  protected KubernetesWay way() {
    return new KubernetesWay.Custom("apps/v1", "Deployment", "numbers", "/spec/replicas", "/spec/revisionHistoryLimit");
  }

  @Override
  protected void make(String namespace) {
    TeamRoutes.numbers(namespace);
  }
}
