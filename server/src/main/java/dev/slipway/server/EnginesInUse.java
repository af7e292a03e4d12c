package dev.slipway.server;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.adapters.linux.DurableFile;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.engine.codec.CoreJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On which engines each target ever had instances, until none are left there: a release that went back, or a target that moved to another
 * engine, is otherwise forgotten before its containers are gone. A file for each target, written before the first container is made.
 */
final class EnginesInUse {
  private static final TypeReference<Set<DockerEngine>> ENGINES = new TypeReference<>() {};

  private final Path folder;
  private final Map<TargetId, Set<DockerEngine>> known = new ConcurrentHashMap<>();

  EnginesInUse(Path folder) {
    this.folder = folder;
  }

  /** Those in use and these beside them. */
  Set<DockerEngine> with(TargetId target, Stream<DockerEngine> more) {
    Set<DockerEngine> all = new LinkedHashSet<>(of(target));
    more.forEach(all::add);
    return all;
  }

  private Set<DockerEngine> of(TargetId target) {
    return known.computeIfAbsent(target, this::read);
  }

  /** Instances are about to be made there. */
  void enter(TargetId target, DockerEngine engine) {
    if (!of(target).contains(engine)) {
      write(target, with(target, Stream.of(engine)));
    }
  }

  /** No instance is there any more, nor wanted. */
  void leave(TargetId target, DockerEngine engine) {
    if (of(target).contains(engine)) {
      write(target, of(target).stream().filter(e -> !e.equals(engine)).collect(Collectors.toCollection(LinkedHashSet::new)));
    }
  }

  private Path file(TargetId target) {
    return folder.resolve(target.service() + "." + target.environment() + ".json");
  }

  private Set<DockerEngine> read(TargetId target) {
    try {
      return CoreJson.mapper().readValue(Files.readString(file(target)), ENGINES);
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw new OutsideException("SLW-5018", file(target) + " does not say on which engines " + target + " runs (" + e.getMessage()
          + "). Instances run on and traffic stays as it is. Remove it, and see with docker ps --filter label=dev.slipway.target=" + target
          + " that nothing of it is left elsewhere", e);
    }
  }

  private void write(TargetId target, Set<DockerEngine> engines) {
    try {
      Files.createDirectories(folder);
      DurableFile.write(file(target), CoreJson.mapper().writerFor(ENGINES).writeValueAsString(engines));
      known.put(target, Set.copyOf(engines));
    } catch (IOException e) {
      throw new OutsideException("SLW-5018", file(target) + " cannot be written (" + e
          + "), so that nobody would know where instances are. None was started; traffic stays as it is. It is tried again", e);
    }
  }
}
