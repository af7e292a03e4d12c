package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ApiRefusal;
import dev.slipway.cli.view.ArchivedWords;
import dev.slipway.cli.view.ExplanationPicture;
import dev.slipway.cli.view.Sentences;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happened, and proof that nobody changed it afterwards. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditExport.class, AuditReport.class, AuditKey.class, AuditCheckpoint.class, AuditRetain.class},
    description = "What happened, who asked for it, and proof that nobody changed it afterwards.")
final class Audit {

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 100_000;
  private static final String CUT = "SLW-5133";

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists journal records, oldest first.",
      footerHeading = "%nExample:%n",
      footer = "  slipway audit list shop/production --after 120")
  int list(
      @Mixin Common common,
      @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE/ENV", description = "one target only") Optional<String> target,
      @Option(names = "--after", defaultValue = "0", description = "records with a higher number only") long after) {
    Api api = common.servers().connect();
    String base = target.map(t -> "/targets/" + t).orElse("") + "/journal?limit=" + PAGE + "&after=";
    long from = after;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode read = api.get(base + from);
      // Beside the records, so that each line of the output goes on being one.
      System.err.print(ArchivedWords.line(read));
      read.path("records").forEach(record -> System.out.println(common.json ? record.toString() : Sentences.record(record)));
      // A page may be empty and not the last: of records that this reader may not see.
      long next = read.path("next").asLong();
      if (next == from) {
        break;
      }
      from = next;
    }
    return Exit.DONE;
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Recomputes the hash chain of the whole journal, that of the server or of a backup; or proves an export without either.",
        "Another history, written anew with hashes of its own, shows only beside a record that is known from elsewhere."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  slipway audit verify",
        "  slipway audit verify --since /var/backups/slipway-2026-03-01",
        "  slipway audit verify --backup /var/backups/slipway-2026-03-01",
        "  slipway audit verify journal.jsonl --key audit.pub",
        "  slipway audit verify journal.jsonl --key audit.pub --archive slipway-2024.jsonl"
      })
  int verify(
      @Mixin Common common,
      @Parameters(index = "0", arity = "0..1", paramLabel = "EXPORT", description = "an export; needs no server, but --key")
          Optional<Path> export,
      @Option(names = "--key", paramLabel = "KEY", description = "who must have signed the export: NAME+ID+KEY or a file; may be repeated")
          List<String> keys,
      @Option(names = "--archive", paramLabel = "FILE",
          description = "what the journal was shortened by (slipway audit retain), so that both are the whole; may be repeated")
          List<Path> archives,
      @Option(names = "--backup", paramLabel = "FILE", description = "of a backup instead; needs no server") Optional<Path> backup,
      @Option(names = "--since", paramLabel = "FILE", description = "it must go on from where this backup, or checkpoint, ends")
          Optional<Path> since,
      @Option(names = "--known", paramLabel = "SEQUENCE:HASH", description = "a record that must be there; may be repeated")
          List<String> known) {
    JsonNode result = export.isPresent() ? Proof.of(export.get(), keys, since, archives) : Proof.of(backup, since, known, common.servers());
    boolean sound = result.path("whole").asBoolean();
    System.out.println(common.json ? result.toString() : result.path("message").asText());
    return sound ? Exit.DONE : Exit.WENT_BACK;
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = {
        "Decides the journal again up to a verdict, compares bit for bit, and prints the numbers behind it.",
        "Exit 0: it comes out the same; 1: it does not; 3: the journal is cut."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  slipway audit explain last                   the last verdict",
        "  slipway audit explain 812                    the one in journal record 812",
        "  slipway audit explain 7/2 shop/production    rollout 7, step 2"
      })
  int explain(
      @Mixin Common common,
      @Parameters(index = "0", paramLabel = "VERDICT", description = "number of a journal record, last, or ROLLOUT/STEP") String verdict,
      @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE/ENV", description = "of which target") Optional<String> target) {
    JsonNode result = explanation(common.servers().connect(), verdict, target);
    System.out.print(common.json ? result + "\n" : ExplanationPicture.of(result));
    return result.path("same").asBoolean() ? Exit.DONE : Exit.WENT_BACK;
  }

  private static JsonNode explanation(Api api, String verdict, Optional<String> target) {
    try {
      return api.getPatiently("/journal/explain?verdict=" + Api.encoded(verdict) + target.map(t -> "&target=" + Api.encoded(t)).orElse(""));
    } catch (ApiRefusal e) {
      throw e.problem().path("code").asText().equals(CUT) ? e.exiting(Exit.UNREACHED) : e;
    }
  }
}
