package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesWay;
import java.util.Optional;

/** An Ingress with ingress-nginx's canary annotations. */
final class IngressRouterContractTest extends ObjectRouterContract {
  @Override
  protected KubernetesWay way() {
    return new KubernetesWay.IngressNginx("shop", Optional.of(new KubernetesWay.HeaderMatch("X-Preview", "candidate")));
  }

  @Override
  protected void make(String namespace) {
    TeamRoutes.ingress(namespace);
  }
}
