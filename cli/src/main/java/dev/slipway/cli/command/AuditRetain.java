package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.server.export.ArchiveFile;
import dev.slipway.server.export.ExportFilter;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts old records into an archive, and keeps no more of them on the server than proofs need. */
@Command(
    name = "retain",
    mixinStandardHelpOptions = true,
    description = {
      "Writes records from before a day into a file with their proof, verifies it, and then has the server let their bodies go.",
      "Hashes stay, so that everything that was signed goes on being proven. What is still needed stays, and the last 90 days.",
      "Ended anywhere between, it goes on when it is asked again with the same file. Only an admin of everything may."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway audit retain --before 2025-01-01 --dry-run",
      "  slipway audit retain --before 2025-01-01 --to /var/archive/slipway-2024.jsonl",
      "  slipway audit verify rest.jsonl --key slipway.pub --archive /var/archive/slipway-2024.jsonl"
    })
final class AuditRetain implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--before", paramLabel = "DAY", required = true, description = "records from before this day or moment, in UTC")
  private String before = "";

  @Option(names = "--to", paramLabel = "FILE", description = "the archive: a new file, or the one that this was begun with")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--key", paramLabel = "KEY",
      description = "who else may have signed a file that is there already: NAME+ID+KEY or a file; may be repeated")
  private List<String> keys = List.of();

  @Option(names = "--dry-run", description = "only say what would go, and what stays")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (file.isEmpty() && !dryRun) {
      throw new CliException(Exit.WRONG_USE, "SLW-6049 nobody says where the archive is to be. Nothing was written. "
          + "--to FILE, or --dry-run");
    }
    try {
      Api api = common.servers().connect();
      String query = "/journal/retention?before=" + Api.encoded(ExportFilter.moment("--before", before, false).toString());
      if (dryRun) {
        return planned(api, api.getPatiently(query));
      }
      return Files.exists(file.get()) ? shortened(api, file.get()) : begun(api, api.getPatiently(query), file.get());
    } catch (StartException e) {
      throw CliException.of(e);
    }
  }

  private int planned(Api api, JsonNode plan) {
    if (common.json) {
      System.out.println(plan);
      return Exit.DONE;
    }
    System.out.println(plan.path("records").asLong() + " records from before " + plan.path("before").asText() + " would go");
    plan.path("parts").forEach(p -> System.out.println("  " + p.path("target").asText() + "  " + p.path("records").asLong()
        + " records, up to number " + p.path("through").asLong()));
    plan.path("stays").forEach(s -> System.out.println("  " + s.asText()));
    file.filter(Files::exists).ifPresent(f -> System.out.println(f + " is an archive already, and " + (known(api, f)
        ? "the journal says so" : "no record says so yet: nothing was taken away for it. Without --dry-run it is gone on with")));
    return Exit.DONE;
  }

  /** One that was written when the command, or the server, was ended before it was told. */
  private boolean known(Api api, Path archive) {
    String sha = ArchiveFile.told(archive, trusted(api)).path("sha256").asText();
    return api.getPatiently("/journal?limit=1").at("/archived/files").valueStream().anyMatch(f -> f.path("sha256").asText().equals(sha));
  }

  private List<String> trusted(Api api) {
    List<String> trusted = new ArrayList<>(keys);
    trusted.add(api.getPatiently("/journal/checkpoint").path("key").asText());
    return trusted;
  }

  private int begun(Api api, JsonNode plan, Path archive) {
    if (plan.path("records").asLong() == 0) {
      System.out.println(common.json ? plan.toString() : "there is nothing from before " + plan.path("before").asText()
          + " that nobody needs any more. Nothing was written or taken away");
      return Exit.DONE;
    }
    try {
      var unused = NewFile.write(archive, out -> ArchiveFile.write(api::getPatiently, plan, out));
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6045 " + archive + " could not be written: " + e
          + ". Nothing was taken away, and the journal is as it was", e);
    }
    return shortened(api, archive);
  }

  /** Nothing is taken away before the file that is on the disk was proven. */
  private int shortened(Api api, Path archive) {
    ObjectNode told = ArchiveFile.told(archive, trusted(api));
    JsonNode done = api.postPatiently("/journal/retention", TargetOptions.body().setAll(told));
    System.out.println(common.json ? done.toString() : done.path("records").asLong() + " records are in " + archive + " (sha256:"
        + done.path("sha256").asText() + "), proven; " + done.path("message").asText() + ". Keep the file: nothing else has them");
    return Exit.DONE;
  }
}
