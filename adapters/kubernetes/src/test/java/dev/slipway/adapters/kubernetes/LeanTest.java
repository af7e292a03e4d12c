package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Objects without what nothing here reads: whatever is decided by them stays the same. */
final class LeanTest {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String POD = """
      apiVersion: v1
      kind: Pod
      metadata:
        name: shop-7f-abcde
        labels: { app: shop, pod-template-hash: 7f }
        annotations: { slipway.dev/release: 1.0-abc }
        resourceVersion: "17"
        creationTimestamp: "2026-01-01T00:00:00Z"
        ownerReferences: [ { apiVersion: apps/v1, kind: ReplicaSet, name: shop-7f, uid: u1 } ]
        managedFields: [ { manager: kubelet, operation: Update, apiVersion: v1, fieldsType: FieldsV1, fieldsV1: { "f:status": {} } } ]
      spec:
        nodeName: node1
        containers:
          - name: shop
            image: local/shop:1.0
            env: [ { name: A, value: b } ]
            ports: [ { name: metrics, containerPort: 9090 }, { name: http, containerPort: 8080 } ]
      status:
        phase: Running
        podIP: 10.0.0.7
        conditions: [ { type: Ready, status: "True", lastTransitionTime: "2026-01-01T00:00:05Z" } ]
        containerStatuses:
          - { name: shop, ready: true, restartCount: 2, image: "local/shop:1.0", state: { running: { startedAt: "2026-01-01T00:00:02Z" } } }
      """;

  @Test
  void of_a_pod_all_that_is_decided_by_stays() {
    Service service = new ServiceBuilder().withNewSpec().addNewPort().withPort(80).withNewTargetPort("http").endPort().endSpec().build();
    Ports ports = new Ports(Optional.of(service), true);
    Pod whole = JSON.unmarshal(POD, Pod.class);
    Pod lean = Lean.of(JSON.unmarshal(POD, Pod.class));
    assertEquals(PodState.of(whole), PodState.of(lean));
    assertEquals(Optional.of(8080), ports.of(lean));
    assertEquals(ports.of(whole), ports.of(lean));
    assertEquals(Marks.release(whole), Marks.release(lean));
    assertEquals(whole.getMetadata().getOwnerReferences(), lean.getMetadata().getOwnerReferences());
    assertEquals(17, Marks.version(lean));
    assertTrue(lean.getMetadata().getManagedFields().isEmpty());
    assertTrue(JSON.asJson(lean).length() < JSON.asJson(whole).length());
    assertTrue(lean.getSpec().getContainers().getFirst().getEnv().isEmpty());
  }

  @Test
  void a_teams_template_stays_as_it_is_and_that_of_a_release_is_read_where_it_is_kept() {
    Deployment team = deployment(Map.of("app", "shop"));
    var template = JSON.clone(team).getSpec().getTemplate();
    assertEquals(template, Lean.of(team).getSpec().getTemplate());
    assertFalse(team.getMetadata().getAnnotations().containsKey(APPLIED));
    assertEquals("7", team.getMetadata().getAnnotations().get(Names.EPOCH));
    Deployment own = Lean.of(deployment(Map.of("app", "shop", Names.TARGET, "shop.live")));
    assertTrue(own.getSpec().getTemplate().getSpec() == null, "a template of Slipway's own is held");
    assertEquals(3, own.getSpec().getReplicas());
  }

  private static Deployment deployment(Map<String, String> labels) {
    return new DeploymentBuilder().withNewMetadata().withName("shop").withLabels(labels)
        .withAnnotations(Map.of(APPLIED, "{}", Names.EPOCH, "7")).endMetadata()
        .withNewSpec().withReplicas(3).withNewTemplate().withNewSpec().addNewContainer().withName("shop").withImage("local/shop:1.0")
        .endContainer().endSpec().endTemplate().endSpec().build();
  }

  @Test
  void of_endpoints_the_addresses_stay_and_who_is_not_ready_is_not_among_them() {
    Endpoints endpoints = Lean.of(new EndpointsBuilder().withNewMetadata().withName("shop").endMetadata().addNewSubset()
        .addNewAddress().withIp("10.0.0.7").withNodeName("node1").withNewTargetRef().withKind("Pod").withName("shop-1").endTargetRef()
        .endAddress()
        .addNewNotReadyAddress().withIp("10.0.0.8").endNotReadyAddress().endSubset().build());
    var addresses = endpoints.getSubsets().getFirst().getAddresses();
    assertEquals(1, addresses.size());
    assertEquals("10.0.0.7", addresses.getFirst().getIp());
    assertTrue(addresses.getFirst().getTargetRef() == null);
  }
}
