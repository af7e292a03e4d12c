package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** Objects beside Deployment and Service that share out requests, as a team would write them. */
final class TeamRoutes {
  private TeamRoutes() {}

  private static void make(String namespace, String json) {
    var object = RealCluster.admin().getKubernetesSerialization().unmarshal(json, GenericKubernetesResource.class);
    var unused = RealCluster.admin().resource(object).inNamespace(namespace).create();
  }

  static void ingress(String namespace) {
    make(namespace, """
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop"},"spec":{"ingressClassName":"nginx",
         "rules":[{"host":"shop.example","http":{"paths":[{"path":"/","pathType":"Prefix",
           "backend":{"service":{"name":"shop","port":{"number":80}}}}]}}]}}
        """);
  }

  static void httpRoute(String namespace) {
    make(namespace, """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"shop"},"spec":{
         "parentRefs":[{"name":"front"}],"hostnames":["shop.example"],"rules":[
          {"matches":[{"path":{"type":"PathPrefix","value":"/"}}],"backendRefs":[{"name":"shop","port":80}]},
          {"matches":[{"path":{"type":"PathPrefix","value":"/docs"}}],"backendRefs":[{"name":"docs","port":80}]}]}}
        """);
  }

  /** Two numbers in an object that makes nothing of them: paused, a Deployment has no pods whatever its replicas are. */
  static void numbers(String namespace) {
    make(namespace, """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"numbers"},"spec":{"paused":true,"replicas":100,
         "revisionHistoryLimit":0,"selector":{"matchLabels":{"app":"numbers"}},"template":{"metadata":{"labels":{"app":"numbers"}},
         "spec":{"containers":[{"name":"none","image":"none","imagePullPolicy":"Never"}]}}}}
        """);
  }
}
