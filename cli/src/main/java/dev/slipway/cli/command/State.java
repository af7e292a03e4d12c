package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.StoreException;
import dev.slipway.server.state.KeptState;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Slipway's own state and journal, as something to keep. Needs no server. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Backs up Slipway's own state and journal, restores them, or brings them into a database.",
      "What arrives is verified by the hashes of the whole journal before it is kept; what fails changes nothing."
    })
final class State {

  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "Writes state and journal into one file, also while a server works on them.",
      footerHeading = "%nExample:%n",
      footer = "  slipway state backup /var/backups/slipway-$(date +%%F)")
  int backup(@Mixin Common common, @Parameters(index = "0", paramLabel = "FILE", description = "must not be there yet") Path file) {
    Intact made = done(common, state -> state.backup(file.toAbsolutePath()));
    tell(common, made, "are in " + file, Optional.empty());
    return Exit.DONE;
  }

  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a backup the state of the state folder, or of its database where that holds none. No server may run on it.",
        "A rollout that was under way in the backup goes on from there."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway state restore /var/backups/slipway-2026-03-01 --replace")
  int restore(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "FILE", description = "what slipway state backup wrote") Path file,
      @Option(names = "--replace", description = "put the state that is there aside; without it, it is in the way") boolean replace) {
    KeptState.Restored restored =
        done(common, state -> state.restore(file.toAbsolutePath(), replace, ProcessHandle.current().pid(), Instant.now()));
    tell(common, restored.state(), "were restored", restored.aside());
    return Exit.DONE;
  }

  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description = {
        "Brings state and journal from the state folder into a PostgreSQL database that holds none; servers on the folder use that from then on.",
        "The password is read from SLIPWAY_DATABASE_PASSWORD_FILE, PGPASSWORD or PGPASSFILE. No server may run on the folder."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway state migrate --to postgresql://slipway@db.example.com/slipway?sslmode=verify-full")
  int migrate(
      @Mixin Common common,
      @Option(names = "--to", paramLabel = "URL", required = true, description = "postgresql://USER@HOST:PORT/DATABASE[?schema=NAME&sslmode=…]")
          String to) {
    KeptState.Restored moved =
        done(common, state -> state.migrate(PostgresAddress.parse(to), ProcessHandle.current().pid(), Instant.now()));
    tell(common, moved.state(), "are in " + PostgresAddress.parse(to), moved.aside());
    return Exit.DONE;
  }

  private static <T> T done(Common common, Function<KeptState, T> work) {
    try {
      return work.apply(new KeptState(common.stateFolder(), System.getenv()));
    } catch (StartException e) {
      throw new CliException(e.exitCode(), String.valueOf(e.getMessage()), e);
    } catch (StoreException e) {
      throw new CliException(e.passes() ? Exit.UNREACHED : Exit.WRONG_USE, e.code() + " " + e.said(), e);
    }
  }

  private static void tell(Common common, Intact state, String where, Optional<Path> aside) {
    if (common.json) {
      ObjectNode told = Api.JSON.createObjectNode().put("records", state.records());
      state.head().map(Head::hash).ifPresent(hash -> told.put("lastHash", hash));
      aside.ifPresent(path -> told.put("aside", path.toString()));
      System.out.println(told);
      return;
    }
    System.out.println(state.records() + " records " + where + ", each as it was written" + state.head().map(h -> "; the last has hash "
        + h.hash()).orElse(""));
    aside.ifPresent(path -> System.out.println("the state of before is in " + path + "; remove it when you no longer want it"));
  }
}
