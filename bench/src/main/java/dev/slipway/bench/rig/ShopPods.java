package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shop in pods, as a team has it. An image holds the jar and a shell; Java and the C library come read-only from the one node, which
 * is this machine, for no image with them can be fetched where there is no network.
 */
final class ShopPods {
  static final String IMAGE = "local/slipway-bench-shop:${version}";
  private static final String MANIFEST = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop, labels: { app: shop } }
      spec:
        replicas: 3
        selector: { matchLabels: { app: shop } }
        template:
          metadata: { labels: { app: shop } }
          spec:
            automountServiceAccountToken: false
            terminationGracePeriodSeconds: 30
            containers:
              - name: shop
                image: IMAGE
                imagePullPolicy: Never
                command: [ JAVA, -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, -Xmx48m, -jar, /shop.jar, --port, "8080" ]
                env: [ { name: SHOP_HOST, value: 0.0.0.0 }, { name: SHOP_LINGER_SECONDS, value: "5" } ]
                ports: [ { name: http, containerPort: 8080 } ]
                readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 5 }
                lifecycle: { preStop: { exec: { command: [ sleep, "5" ] } } }
                volumeMounts: [ MOUNTS ]
            volumes: [ VOLUMES ]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop }
      spec: { selector: { app: shop }, ports: [ { port: 80, targetPort: http } ] }
      """;

  private ShopPods() {}

  static List<Path> make(Workspace workspace) {
    ClusterService.VERSIONS.forEach(version -> image(workspace, version));
    Path home = Installation.java().resolve("../..").normalize();
    List<Path> folders = Stream.concat(Stream.of(home), Stream.of("/lib", "/lib64", "/usr/lib").map(Path::of)).filter(Files::isDirectory)
        .toList();
    String mounts = joined(folders, "{ name: host%d, mountPath: %s, readOnly: true }");
    String volumes = joined(folders, "{ name: host%d, hostPath: { path: %s } }");
    return List.of(workspace.write("shop-pods.yaml", MANIFEST.replace("IMAGE", IMAGE.replace("${version}", "1.0.0"))
        .replace("JAVA", Installation.java().toString()).replace("MOUNTS", mounts).replace("VOLUMES", volumes)));
  }

  private static String joined(List<Path> folders, String form) {
    return IntStream.range(0, folders.size()).mapToObj(i -> form.formatted(i, folders.get(i))).collect(Collectors.joining(", "));
  }

  private static void image(Workspace workspace, String version) {
    Path root = workspace.folder().resolve("pod-image-" + version);
    try {
      Files.createDirectories(root.resolve("tmp"));
      Files.createDirectories(root.resolve("bin"));
      Files.copy(workspace.dist().resolve("shop-" + version + ".jar"), root.resolve("shop.jar"), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(Path.of("/bin/busybox"), root.resolve("bin/sleep"), StandardCopyOption.REPLACE_EXISTING);
      if (!root.resolve("bin/sleep").toFile().setExecutable(true)) {
        throw new RigException(root + " cannot hold a program");
      }
    } catch (IOException e) {
      throw new RigException("the root of an image could not be laid out in " + root + "; pods need a static /bin/busybox", e);
    }
    workspace.run(List.of("sh", "-c", "tar -C '" + root + "' -c . | docker import --change 'ENV PATH=/bin' - " + IMAGE.replace(
        "${version}", version)));
  }
}
