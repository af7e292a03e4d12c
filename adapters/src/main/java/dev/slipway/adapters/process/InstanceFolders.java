package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Claim;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folders of instances: the only memory of what was decided about them. A name that begins with a dot is no instance. */
final class InstanceFolders {
  private static final String INTENT = "intent.json";
  private final Layout layout;

  InstanceFolders(Layout layout) {
    this.layout = layout;
  }

  /** The targets that have a folder. */
  List<TargetId> targets() throws IOException {
    List<TargetId> targets = new ArrayList<>();
    for (Path service : visible(layout.instances())) {
      for (Path environment : visible(service)) {
        target(service.getFileName() + "/" + environment.getFileName()).ifPresent(targets::add);
      }
    }
    return targets;
  }

  /** A folder that somebody else put there is nobody's target. */
  private static Optional<TargetId> target(String name) {
    try {
      return Optional.of(TargetId.parse(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The instances of a target. */
  List<Found> of(TargetId target) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path folder : visible(layout.instances(target))) {
      read(folder).ifPresent(found::add);
    }
    return found;
  }

  Optional<Found> one(TargetId target, InstanceId id) throws IOException {
    return read(layout.instance(target, id));
  }

  /** The ports that instances of any target hold. */
  Set<Integer> portsHeld() throws IOException {
    Set<Integer> held = new HashSet<>();
    for (TargetId target : targets()) {
      of(target).forEach(f -> held.add(f.intent().port()));
    }
    return held;
  }

  private static Optional<Found> read(Path folder) throws IOException {
    Path file = folder.resolve(INTENT);
    Optional<String> content = DurableFile.read(file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Intent intent = IntentFile.read(content.get(), file);
    Found bare = new Found(folder, intent, new Claim.Seen.None(), Optional.empty(), Optional.empty(), false);
    return Optional.of(
        new Found(
            folder,
            intent,
            Claim.read(bare.claimFile()),
            DurableFile.read(bare.exitFile()).flatMap(Exit::read),
            DurableFile.read(folder.resolve(Ending.FILE)).flatMap(Ending::read),
            Files.exists(bare.readyFile())));
  }

  /** Makes the folder of a new instance, whole or not at all. */
  Found make(Intent intent) throws IOException {
    Path instances = Layout.made(layout.instances(intent.target()));
    Path fresh = instances.resolve(".new-" + intent.life());
    try {
      Layout.made(fresh.resolve("work"));
      DurableFile.write(fresh.resolve(INTENT), IntentFile.write(intent));
      Files.move(fresh, layout.instance(intent.target(), intent.id()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      DurableFile.removeTree(fresh);
      throw e;
    }
    DurableFile.syncFolder(instances);
    return one(intent.target(), intent.id()).orElseThrow(() -> new NoSuchFileException(intent.id().toString()));
  }

  /** Writes what is decided about an instance now; traces of its former life go, but never a revoked claim. */
  Found rewrite(Found before, Intent intent) throws IOException {
    DurableFile.write(before.folder().resolve(INTENT), IntentFile.write(intent));
    if (!intent.life().equals(before.intent().life())) {
      if (before.made().isPresent()) {
        Files.deleteIfExists(before.claimFile());
      }
      Files.deleteIfExists(before.exitFile());
      Files.deleteIfExists(before.readyFile());
      Files.deleteIfExists(before.complaintsFile());
      Files.deleteIfExists(before.askedToEndFile());
    }
    return read(before.folder()).orElseThrow(() -> new NoSuchFileException(before.folder().toString()));
  }

  void end(Found found, Ending ending) throws IOException {
    DurableFile.write(found.folder().resolve(Ending.FILE), ending.write());
  }

  void unend(Found found) throws IOException {
    Files.deleteIfExists(found.folder().resolve(Ending.FILE));
    DurableFile.syncFolder(found.folder());
  }

  /** Removes an instance's folder: gone for everybody at once, then deleted. */
  void remove(Found found) throws IOException {
    Path gone = found.folder().resolveSibling(".gone-" + found.intent().life());
    Files.move(found.folder(), gone, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.syncFolder(DurableFile.folderOf(found.folder()));
    DurableFile.removeTree(gone);
  }

  /** Deletes what a crash left half made or half removed. Only under the target's lock. */
  void sweep(TargetId target) throws IOException {
    try (DirectoryStream<Path> halves = Files.newDirectoryStream(layout.instances(target), ".{new,gone}-*")) {
      for (Path half : halves) {
        DurableFile.removeTree(half);
      }
    }
  }

  private static List<Path> visible(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, p -> !p.getFileName().toString().startsWith("."))) {
      entries.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // Nothing was ever started there.
    }
    paths.sort(null);
    return paths;
  }
}
