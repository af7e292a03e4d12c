package dev.slipway.cli.command;

import dev.slipway.cli.InstalledSlipway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An installation whose journal is of rollouts that nobody approved, years ago. */
abstract class OldJournal {
  @TempDir Path home;
  Optional<InstalledSlipway> installed = Optional.empty();

  @BeforeEach
  void rollouts_that_nobody_approved_years_ago() throws IOException {
    installed = Optional.of(InstalledSlipway.in(home));
    DeniedYearsAgo.write(home);
  }

  @AfterEach
  void nothing_is_left() throws Exception {
    installed.orElseThrow().close();
  }
}
