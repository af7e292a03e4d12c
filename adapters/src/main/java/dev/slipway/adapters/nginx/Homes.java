package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder for each target behind an nginx, and in it how that nginx is reached, for the command line to find without a server. */
record Homes(Path folder) {
  private static final String SPEC = "router.json";

  Path of(TargetId target) {
    return folder.resolve(target.service()).resolve(target.environment());
  }

  /** Keeps how a target's nginx is reached. */
  void remember(TargetId target, RouterSpec.Nginx spec) {
    Path home = of(target);
    String text = WrittenJson.write(spec) + "\n";
    try {
      if (!Files.isDirectory(home)) {
        Files.createDirectories(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (!DurableFile.read(home.resolve(SPEC)).equals(Optional.of(text))) {
        DurableFile.write(home.resolve(SPEC), text);
      }
    } catch (IOException e) {
      throw failed(home, e);
    }
  }

  void forget(TargetId target) {
    try {
      Files.deleteIfExists(of(target).resolve(SPEC));
    } catch (IOException e) {
      throw failed(of(target), e);
    }
  }

  /** Every target that was remembered. */
  Map<TargetId, RouterSpec.Nginx> known() {
    Map<TargetId, RouterSpec.Nginx> known = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return known;
    }
    try (DirectoryStream<Path> services = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path service : services) {
        try (DirectoryStream<Path> environments = Files.newDirectoryStream(service, Files::isDirectory)) {
          for (Path environment : environments) {
            DurableFile.read(environment.resolve(SPEC)).flatMap(t -> WrittenJson.read(RouterSpec.Nginx.class, t))
                .ifPresent(spec -> known.put(new TargetId(service.getFileName().toString(), environment.getFileName().toString()), spec));
          }
        }
      }
      return known;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static OutsideException failed(Path folder, IOException e) {
    return new OutsideException("SLW-4211", folder + " cannot be used: " + e
        + ". Traffic stays as it is. Let Slipway's user read and write there", e);
  }
}
