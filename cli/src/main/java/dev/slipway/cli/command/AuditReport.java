package dev.slipway.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.compliance.ReportPage;
import dev.slipway.cli.compliance.ReportTable;
import dev.slipway.cli.compliance.ReportText;
import dev.slipway.server.api.ApiJson;
import dev.slipway.server.compliance.OfflineReport;
import dev.slipway.server.compliance.ReportFilter;
import dev.slipway.server.compliance.Standard;
import dev.slipway.server.export.ExportFilter;
import dev.slipway.server.export.ReportEvidence;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the journal shows of the controls of a standard, and what it does not. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the controls of a standard: what each asks for, which records show it, which are missing, and what Slipway cannot show.",
      "The page prints as A4. --export writes the records that are named with what proves them: slipway audit verify FILE --key KEY."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway audit report --standard soc2 --from 2026-01-01 --to 2026-03-31",
      "  slipway audit report --standard hipaa --from 2026-01-01 --to 2026-03-31 --html q1.html --csv q1.csv --export q1.jsonl",
      "  slipway audit report --standard gdpr --from 2026-01-01 --to 2026-03-31 --journal all.jsonl --key slipway.pub"
    })
final class AuditReport implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Option(names = "--standard", paramLabel = "NAME", required = true, description = "soc2, hipaa or gdpr")
  private String standard = "";

  @Option(names = "--from", paramLabel = "DAY", required = true, description = "from this day or moment on, in UTC")
  private String from = "";

  @Option(names = "--to", paramLabel = "DAY", required = true, description = "up to and with this day, or before this moment, in UTC")
  private String to = "";

  @Option(names = "--service", paramLabel = "NAME", description = "of one service")
  private Optional<String> service = Optional.empty();

  @Option(names = "--environment", paramLabel = "NAME", description = "of one environment")
  private Optional<String> environment = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "write a page, a new file")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--csv", paramLabel = "FILE", description = "write a table, a new file")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--export", paramLabel = "FILE", description = "write the records that are named, with proof, a new file")
  private Optional<Path> export = Optional.empty();

  @Option(names = "--journal", paramLabel = "EXPORT", description = "make it of an export of all instead; needs no server, but --key")
  private Optional<Path> journal = Optional.empty();

  @Option(names = "--key", paramLabel = "KEY", description = "who must have signed the export: NAME+ID+KEY or a file; may be repeated")
  private List<String> keys = List.of();

  @Override
  public Integer call() {
    List<Path> files = Stream.of(html, csv, export).flatMap(Optional::stream).toList();
    files.forEach(NewFile::mustNotBeThere);
    ExportFilter time = time();
    JsonNode report = journal.isPresent() ? offline(journal.get(), time)
        : common.servers().connect().getPatiently("/journal/report?" + query(time));
    try {
      write(report);
    } catch (IOException e) {
      throw new CliException(Exit.UNREACHED, "SLW-6045 the report could not be written: " + e + ". Nothing else was changed", e);
    }
    if (common.json) {
      ObjectNode shown = report.deepCopy();
      shown.remove("evidence");
      System.out.println(shown);
    } else {
      System.out.print(files.isEmpty() ? ReportText.of(report) : "");
      files.forEach(f -> System.out.println("written: " + f));
    }
    return Exit.DONE;
  }

  private ExportFilter time() {
    try {
      return ExportFilter.of(Optional.empty(), Optional.of(from), Optional.of(to), Optional.empty());
    } catch (StartException e) {
      throw CliException.of(e);
    }
  }

  private String query(ExportFilter time) {
    List<String> parts = new ArrayList<>();
    parts.add("standard=" + Api.encoded(standard));
    time.from().ifPresent(f -> parts.add("from=" + f));
    time.before().ifPresent(t -> parts.add("to=" + t));
    service.ifPresent(s -> parts.add("service=" + Api.encoded(s)));
    environment.ifPresent(e -> parts.add("environment=" + Api.encoded(e)));
    export.ifPresent(e -> parts.add("evidence=true"));
    return String.join("&", parts);
  }

  private JsonNode offline(Path whole, ExportFilter time) {
    if (export.isPresent()) {
      throw new CliException(Exit.WRONG_USE, "SLW-6047 " + whole
          + " proves every record by itself. Nothing was written. Leave --export out");
    }
    Standard known = Standard.of(standard).orElseThrow(() -> new CliException(
        Exit.WRONG_USE, "SLW-6047 --standard is \"" + standard + "\". Nothing was made. It is one of " + Standard.words()));
    ReportFilter filter = new ReportFilter(time.from().orElseThrow(), time.before().orElseThrow(), service, environment);
    try {
      return Api.JSON.readTree(ApiJson.write(OfflineReport.of(whole, keys, known, filter)));
    } catch (StartException e) {
      throw CliException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written can be read", e);
    }
  }

  private void write(JsonNode report) throws IOException {
    if (export.isPresent()) {
      var unused = NewFile.write(export.get(), out -> ReportEvidence.write(report, out));
    }
    if (html.isPresent()) {
      var unused = NewFile.write(html.get(), out -> out.append(ReportPage.of(report)));
    }
    if (csv.isPresent()) {
      var unused = NewFile.write(csv.get(), out -> {
        ReportTable.write(report, out);
        return out;
      });
    }
  }
}
