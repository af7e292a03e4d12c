package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shop's releases as images of this machine's Docker engine. An image holds the jar alone; Java and the C library come read-only from
 * this machine, for no image with them can be fetched where there is no network.
 */
public final class ShopImages implements AutoCloseable {
  /** On which the service listens in its container. */
  public static final int PORT = 8080;

  private static final List<String> COMMAND = List.of(Installation.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
      "-Xmx48m", "-jar", "/shop.jar", "--port", Integer.toString(PORT));
  private final Workspace workspace;
  private final String name;
  private final List<String> versions;

  private ShopImages(Workspace workspace, List<String> versions) {
    this.workspace = workspace;
    this.name = "slipway-bench/" + workspace.folder().getFileName().toString().toLowerCase(Locale.ROOT);
    this.versions = versions;
  }

  /** Makes one for each version. */
  public static ShopImages of(Workspace workspace, List<String> versions) {
    ShopImages images = new ShopImages(workspace, versions);
    versions.forEach(images::make);
    return images;
  }

  private void make(String version) {
    Path root = workspace.folder().resolve("image-" + version);
    try {
      Files.createDirectories(root.resolve("tmp"));
      Files.copy(workspace.dist().resolve("shop-" + version + ".jar"), root.resolve("shop.jar"));
    } catch (IOException e) {
      throw new RigException("the root of an image could not be laid out in " + root, e);
    }
    workspace.run(List.of("sh", "-c", "tar -C '" + root + "' -c . | docker import - " + name + ":" + version));
  }

  /** The same service in containers. */
  public ServiceFile in(ServiceFile file) {
    return file.with("platform", "docker").with("env", "{ SHOP_HOST: 0.0.0.0 }")
        .with("artifact", "{ docker: { image: \"" + name + ":${version}\", port: " + PORT
            + ", command: [ " + quoted(COMMAND) + " ], volumes: [ "
            + quoted(volumes()) + " ] } }");
  }

  /** What {@code docker run} needs to start a version, after its own options. */
  public List<String> runArguments(String version) {
    List<String> arguments = new ArrayList<>(List.of("-e", "SHOP_HOST=0.0.0.0"));
    volumes().forEach(volume -> arguments.addAll(List.of("-v", volume)));
    arguments.add(reference(version));
    arguments.addAll(COMMAND);
    return arguments;
  }

  private static List<String> volumes() {
    Path home = Installation.java().resolve("../..").normalize();
    return Stream.concat(Stream.of(home), Stream.of("/lib", "/lib64", "/usr/lib").map(Path::of)).filter(Files::isDirectory)
        .map(folder -> folder + ":" + folder + ":ro").toList();
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
  }

  /** The reference of a version's image. */
  public String reference(String version) {
    return name + ":" + version;
  }

  /** Takes away what an engine keeps of a target that was removed: its network and the volume with its epoch. */
  public void forget(Target target) {
    String label = "--filter label=dev.slipway.target=" + target.name();
    workspace.run(List.of("sh", "-c", "docker network ls -q " + label + " | xargs -r docker network rm; docker volume ls -q " + label
        + " | xargs -r docker volume rm"));
  }

  /** Takes them away, also where a server kept them for the way back. */
  @Override
  public void close() {
    for (String version : versions) {
      workspace.run(List.of("sh", "-c", "docker rmi -f $(docker inspect -f '{{.Id}}' " + reference(version) + ")"));
    }
  }
}
