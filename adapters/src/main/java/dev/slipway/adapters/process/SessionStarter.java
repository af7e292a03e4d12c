package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Detached;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts processes in a session of their own. Memory is measured but not limited: that takes a cgroup, which only an init system hands
 * out. Nor do they outlive a service manager that kills everything of the server's cgroup.
 */
final class SessionStarter implements ProcessStarter {
  @Override
  public Process start(String name, Detached.Command command, Path complaints, Bounds bounds) throws IOException {
    return Detached.start(command, complaints);
  }
}
