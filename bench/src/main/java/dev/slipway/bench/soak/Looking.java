package dev.slipway.bench.soak;

import dev.slipway.bench.rig.Memory;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Looks at the processes and files of a rig, from outside: /proc, the JDK's jcmd, the folder. */
final class Looking {
  private static final double BYTES_PER_KB = 1e3;

  private final Rig rig;
  private final LongSupplier router;
  private final boolean routerHasHeap;

  /** With the process id of the router, and whether that is a Java process. */
  Looking(Rig rig, LongSupplier router, boolean routerHasHeap) {
    this.rig = rig;
    this.router = router;
    this.routerHasHeap = routerHasHeap;
  }

  Sample now(double minutes, int rollouts) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    long server = rig.server().pid();
    long proxy = router.getAsLong();
    values.put(Measure.SERVER_HEAP_MB, Memory.liveHeapMb(server));
    values.put(Measure.SERVER_RSS_MB, Memory.residentMb(server));
    values.put(Measure.SERVER_THREADS, (double) entries(server, "task"));
    values.put(Measure.SERVER_DESCRIPTORS, (double) entries(server, "fd"));
    if (routerHasHeap) {
      values.put(Measure.ROUTER_HEAP_MB, Memory.liveHeapMb(proxy));
    }
    values.put(Measure.ROUTER_RSS_MB, Memory.residentMb(proxy));
    values.put(Measure.ROUTER_THREADS, (double) entries(proxy, "task"));
    values.put(Measure.ROUTER_DESCRIPTORS, (double) entries(proxy, "fd"));
    values.put(Measure.PROCESSES, (double) processes());
    values.put(Measure.STATE_KB, bytes(file -> name(file).equals("slipway.db")) / BYTES_PER_KB);
    values.put(Measure.STATE_LOG_KB, bytes(file -> name(file).equals("slipway.db-wal")) / BYTES_PER_KB);
    values.put(Measure.LOGS_KB, bytes(file -> name(file).matches(".*[.]log([.][0-9]+)?")) / BYTES_PER_KB);
    values.put(Measure.FILES, (double) files().size());
    return new Sample(minutes, rollouts, server, proxy, values);
  }

  private static long entries(long pid, String folder) {
    return Workspace.list(Path.of("/proc", Long.toString(pid), folder)).size();
  }

  /** Those whose command line names the workspace. */
  private long processes() {
    String folder = rig.workspace().folder().toString();
    return ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(c -> c.contains(folder)).isPresent()).count();
  }

  private long bytes(Predicate<Path> which) {
    return files().stream().filter(which).mapToLong(Looking::size).sum();
  }

  /** Those that are there; what goes away meanwhile is not. */
  private List<Path> files() {
    List<Path> all = new ArrayList<>();
    try {
      Files.walkFileTree(rig.workspace().state(), new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          all.add(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
          if (gone instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
          }
          throw gone;
        }
      });
    } catch (IOException e) {
      throw new RigException("the state folder could not be listed", e);
    }
    return all;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException e) {
      throw new RigException(file + " could not be looked at", e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
