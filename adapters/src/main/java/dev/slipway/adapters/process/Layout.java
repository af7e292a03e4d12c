package dev.slipway.adapters.process;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything lies.
 *
 * <pre>
 * store/sha256/HEX/NAME                        artifacts, read-only
 * instances/SERVICE/ENVIRONMENT/INSTANCE/      one folder per instance: intent.json, claim-LIFE, exit-LIFE, stop.json, work/
 * instances/SERVICE/ENVIRONMENT/.epoch, .lock  the highest epoch seen, and who may change instances just now
 * logs/SERVICE/ENVIRONMENT/INSTANCE.log, .1 …  what instances write; kept when the instance is gone
 * </pre>
 *
 * @param root the state folder
 */
record Layout(Path root) {
  Layout {
    root = root.toAbsolutePath().normalize();
  }

  Path store() {
    return root.resolve("store");
  }

  Path instances() {
    return root.resolve("instances");
  }

  Path instances(TargetId target) {
    return instances().resolve(target.service()).resolve(target.environment());
  }

  Path instance(TargetId target, InstanceId id) {
    return instances(target).resolve(id.toString());
  }

  Path logs(TargetId target) {
    return root.resolve("logs").resolve(target.service()).resolve(target.environment());
  }

  Path log(TargetId target, InstanceId id) {
    return logs(target).resolve(id + ".log");
  }

  /** Makes a folder, with those above it, that only its owner can look into. */
  static Path made(Path folder) throws IOException {
    return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
