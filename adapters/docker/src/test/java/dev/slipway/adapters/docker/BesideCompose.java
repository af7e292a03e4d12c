package dev.slipway.adapters.docker;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A team that runs compose on a real engine, and the platform beside it. */
abstract class BesideCompose {
  @TempDir Path folder;
  ComposeTeam team;
  DockerPlatform platform;

  @BeforeEach
  void open() throws Exception {
    team = new ComposeTeam(folder);
    platform = team.real.platform();
  }

  @AfterEach
  void close() throws Exception {
    if (team != null) {
      team.close();
    }
  }
}
