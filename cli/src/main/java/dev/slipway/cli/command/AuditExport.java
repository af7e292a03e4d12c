package dev.slipway.cli.command;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.server.export.ExportFilter;
import dev.slipway.server.export.JournalExport;
import dev.slipway.server.state.StartException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the journal for people outside. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the journal, or the records wanted, as lines of JSON with proof, or as CSV.",
      "Lines of JSON are proven without a server: slipway audit verify FILE --key KEY. An existing file is never written over."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway audit export journal.jsonl",
      "  slipway audit export q1.csv --format csv --target shop/production --from 2026-01-01 --to 2026-03-31"
    })
final class AuditExport implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "a new file; standard output where it is left out")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--format", defaultValue = "jsonl", description = "jsonl or csv")
  private JournalExport.Form form = JournalExport.Form.JSONL;

  @Option(names = "--target", paramLabel = "SERVICE/ENV", description = "of one target")
  private Optional<String> target = Optional.empty();

  @Option(names = "--from", paramLabel = "DAY", description = "from this day or moment on, in UTC")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DAY", description = "up to and with this day, or before this moment, in UTC")
  private Optional<String> to = Optional.empty();

  @Option(names = "--actor", paramLabel = "WHO", description = "asked for by this one")
  private Optional<String> actor = Optional.empty();

  @Override
  public Integer call() {
    ExportFilter filter = filter();
    Api api = common.servers().connect();
    try {
      if (file.isEmpty()) {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
          var unused = JournalExport.write(api::getPatiently, filter, form, out);
        }
        return Exit.DONE;
      }
      JournalExport.Written written = NewFile.write(file.get(), out -> JournalExport.write(api::getPatiently, filter, form, out));
      System.out.println(common.json ? Api.JSON.createObjectNode().put("records", written.records()).put("archived", written.archived())
          .put("file", file.get().toString()).toString()
          : written.records() + " records (" + filter.words() + ") are in " + file.get()
              + (written.archived() == 0 ? "" : "; " + written.archived() + " more are in archives, and not here"));
      return Exit.DONE;
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6045 " + file.map(Path::toString).orElse("the export") + " could not be written: " + e
          + ". Nothing else was changed", e);
    }
  }

  private ExportFilter filter() {
    try {
      return ExportFilter.of(target, from, to, actor);
    } catch (StartException e) {
      throw CliException.of(e);
    }
  }
}
