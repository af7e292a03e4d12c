package dev.slipway.bench.watched;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests as a team writes them: probes, limits, variables, a volume; as large as they are where people work. */
final class Manifests {
  private static final int VARIABLES = 12;
  private static final String DEPLOYMENT = """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: NAME
        labels: { app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: watched, app.kubernetes.io/managed-by: kubectl }
        annotations: { team.example/owner: "team-NAME@example.com", team.example/runbook: "https://runbooks.example.com/NAME" }
      spec:
        replicas: PODS
        revisionHistoryLimit: 2
        selector: { matchLabels: { app.kubernetes.io/name: NAME } }
        template:
          metadata:
            labels: { app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: watched, team.example/tier: backend }
            annotations: { prometheus.io/scrape: "true", prometheus.io/port: "8080", prometheus.io/path: /metrics }
          spec:
            automountServiceAccountToken: false
            terminationGracePeriodSeconds: 30
            nodeSelector: { MARK: NODE }
            tolerations: [ { key: MARK, operator: Equal, value: NODE, effect: NoSchedule } ]
            securityContext: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 }
            containers:
              - name: app
                image: IMAGE
                imagePullPolicy: IfNotPresent
                args: [ --port, "8080", --log-format, json ]
                env: [ VARIABLES ]
                ports: [ { name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 } ]
                resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: "1", memory: 256Mi } }
                readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 }
                livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3 }
                lifecycle: { preStop: { exec: { command: [ sleep, "5" ] } } }
                securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
                volumeMounts: [ { name: scratch, mountPath: /tmp } ]
            volumes: [ { name: scratch, emptyDir: { sizeLimit: 64Mi } } ]
      """;
  private static final String SERVICE = """
      apiVersion: v1
      kind: Service
      metadata: { name: NAME, labels: { app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: watched } }
      spec: { selector: { app.kubernetes.io/name: NAME }, ports: [ { name: http, port: 80, targetPort: http } ] }
      """;

  private Manifests() {}

  static String deployment(String name, String image, String node, int pods) {
    String variables = IntStream.range(0, VARIABLES)
        .mapToObj(i -> "{ name: SETTING_%02d_OF_SERVICE, value: \"https://backend-%02d.example.com/%s\" }".formatted(i, i, name))
        .collect(Collectors.joining(", "));
    return DEPLOYMENT.replace("VARIABLES", variables).replace("NAME", name).replace("IMAGE", image).replace("NODE", node)
        .replace("MARK", StandInNode.MARK).replace("PODS", Integer.toString(pods));
  }

  static String service(String name) {
    return SERVICE.replace("NAME", name);
  }
}
