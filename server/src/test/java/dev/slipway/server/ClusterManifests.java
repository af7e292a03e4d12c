package dev.slipway.server;

import java.util.stream.Collectors;

/** What a team applies in a namespace of a test. */
final class ClusterManifests {
  private ClusterManifests() {}

  /** A Deployment, or a StatefulSet. */
  static String workload(String kind, String name, int replicas) {
    String all = """
        apiVersion: apps/v1
        kind: KIND
        metadata: { name: NAME }
        spec:
          replicas: COUNT
          serviceName: NAME
          selector: { matchLabels: { app: NAME } }
          template:
            metadata: { labels: { app: NAME } }
            spec:
              terminationGracePeriodSeconds: 1
              containers:
                - name: shop
                  image: local/busybox:1
                  imagePullPolicy: Never
                  command: [ sh, /config/start.sh ]
                  ports: [ { name: http, containerPort: 8080 } ]
                  readinessProbe: { httpGet: { path: /, port: http }, periodSeconds: 1 }
                  volumeMounts: [ { name: config, mountPath: /config } ]
              volumes: [ { name: config, configMap: { name: NAME } } ]
        """.replace("KIND", kind).replace("NAME", name).replace("COUNT", Integer.toString(replicas));
    return kind.equals("StatefulSet") ? all : all.replace("  serviceName: " + name + "\n", "");
  }

  /** A Deployment of one pod that nobody asks anything. */
  static String worker(String name) {
    return workload("Deployment", name, 1).lines().filter(l -> !l.contains("readinessProbe") && !l.contains("ports:"))
        .collect(Collectors.joining("\n"));
  }

  static String service(String name) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: NAME }
        spec: { selector: { app: NAME }, ports: [ { port: 80, targetPort: http } ] }
        """.replace("NAME", name);
  }

  /** What pods do, as they read it. */
  static String configuration(String name, String lines) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: NAME }
        data:
          start.sh: |
            LINES
        """.replace("NAME", name).replace("LINES", lines);
  }
}
