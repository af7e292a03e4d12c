package dev.slipway.bench.rig;

import dev.slipway.cli.Version;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The programs under test, started as a user starts them.
 *
 * @param launcher bin/slipway
 * @param shopApp the shop with everything it needs in one jar, from which its releases are written
 */
public record Installation(Path launcher, Path shopApp) {
  private static final String SHOP = "slipway-example-shop-" + Version.CURRENT + "-app.jar";
  private static final String SHOP_FOLDER = "examples";

  /** The built distribution that {@code bench/run} names in {@code slipway.launcher}. */
  public static Installation named() {
    String launcher = System.getProperty("slipway.launcher");
    if (launcher == null || !Files.isExecutable(Path.of(launcher))) {
      throw new RigException("slipway.launcher names no program (" + launcher + "). Start benchmarks with: bench/run NAME");
    }
    return new Installation(Path.of(launcher).toAbsolutePath(), findShopApp());
  }

  /** The one that is named, else one laid out in a folder from what the tests run with: same launcher, same processes, no archive. */
  public static Installation namedOrAssembled(Path folder) {
    return System.getProperty("slipway.launcher") == null ? assemble(folder) : named();
  }

  /** The Java that runs this; the shop runs on it too. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Options with which a shop starts quickly and stays small. */
  public static String shopCommand() {
    return "'" + java() + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx48m -jar ${artifact} --port ${port}";
  }

  private static Installation assemble(Path folder) {
    Path shell = checkout().resolve("distribution/src/main/sh");
    try {
      Path launcher = folder.resolve("bin/slipway");
      Files.createDirectories(launcher.getParent());
      Files.copy(shell.resolve("slipway"), launcher, StandardCopyOption.REPLACE_EXISTING);
      if (!launcher.toFile().setExecutable(true)) {
        throw new RigException(launcher + " cannot be made executable");
      }
      copyFiles(shell, folder.resolve("libexec"));
      for (String module : List.of("distribution", "server", "proxy")) {
        copyFiles(checkout().resolve(module + "/src/main/jvm"), folder.resolve("jvm"));
      }
      writePathingJar(folder.resolve("lib/slipway.jar"));
      Path shop = folder.resolve(SHOP_FOLDER).resolve(SHOP);
      Files.createDirectories(shop.getParent());
      Files.copy(findShopApp(), shop, StandardCopyOption.REPLACE_EXISTING);
      return new Installation(launcher, shop);
    } catch (IOException e) {
      throw new RigException("no installation could be laid out in " + folder, e);
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** A jar without classes whose manifest names the class path of the tests. */
  private static void writePathingJar(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    String classPath =
        Arrays.stream(testClassPath().split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** Surefire hides the real one behind a jar of its own and says it here. */
  private static String testClassPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static Path findShopApp() {
    Optional<Path> home = Optional.ofNullable(System.getProperty("slipway.home")).map(Path::of);
    Path packaged = checkout().resolve("examples/shop/target").resolve(SHOP);
    return Stream.concat(home.map(h -> h.resolve(SHOP_FOLDER).resolve(SHOP)).stream(), Stream.of(packaged))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new RigException("the shop is not packaged: " + packaged
            + " is missing. Run: ./mvnw verify, or ./mvnw -pl examples/shop package"));
  }

  /** The folder of the root pom: the one that {@code bench/run} names, or here or above. */
  public static Path checkout() {
    String named = System.getProperty("slipway.root");
    return named == null ? above() : Path.of(named);
  }

  private static Path above() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("slipway")) || !Files.exists(folder.resolve("bench/pom.xml"))) {
      folder = Optional.ofNullable(folder.getParent())
          .orElseThrow(() -> new RigException("not within a checkout: " + Path.of("").toAbsolutePath()));
    }
    return folder;
  }
}
