package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.server.state.KeptState;
import dev.slipway.server.state.StartException;
import java.nio.file.Path;
import java.time.Instant;
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
    return tell(common, done(common, state -> state.backup(file.toAbsolutePath())));
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
    return tell(common, done(common, state -> state.restore(file.toAbsolutePath(), replace, Instant.now())));
  }

  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description = {
        "Brings state and journal from the state folder into a PostgreSQL database that holds none.",
        "Servers on the folder use that from then on.",
        "The password is read from SLIPWAY_DATABASE_PASSWORD_FILE, PGPASSWORD or PGPASSFILE. No server may run on the folder."
      },
      footerHeading = "%nExample:%n",
      footer = "  slipway state migrate --to postgresql://slipway@db.example.com/slipway?sslmode=verify-full")
  int migrate(
      @Mixin Common common,
      @Option(names = "--to", paramLabel = "URL", required = true,
          description = "postgresql://USER@HOST:PORT/DATABASE[?schema=NAME&sslmode=…]") String to) {
    return tell(common, done(common, state -> state.migrate(to, Instant.now())));
  }

  private static KeptState.Arrived done(Common common, Function<KeptState, KeptState.Arrived> work) {
    try {
      return work.apply(new KeptState(common.stateFolder(), ProcessHandle.current().pid(), System.getenv()));
    } catch (StartException e) {
      throw CliException.of(e);
    }
  }

  private static int tell(Common common, KeptState.Arrived state) {
    if (common.json) {
      ObjectNode told = Api.JSON.createObjectNode().put("where", state.where()).put("records", state.records());
      state.lastHash().ifPresent(hash -> told.put("lastHash", hash));
      state.aside().ifPresent(path -> told.put("aside", path.toString()));
      System.out.println(told);
      return Exit.DONE;
    }
    System.out.println(state.records() + " records are in " + state.where() + ", each as it was written"
        + state.lastHash().map(hash -> "; the last has hash " + hash).orElse(""));
    state.aside().ifPresent(path -> System.out.println("the state of before is in " + path + "; remove it when you no longer want it"));
    return Exit.DONE;
  }
}
