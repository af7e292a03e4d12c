package dev.slipway.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.cli.InstalledSlipway.Run;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A journal of years ago, shortened and proven by commands as people type them. */
class RetentionRunTest extends OldJournal {
  private Run slipway(int exit, String... words) throws IOException, InterruptedException {
    Run run = installed.orElseThrow().run(words);
    assertEquals(exit, run.exit(), run.said());
    return run;
  }

  @Test
  void what_is_put_into_an_archive_is_proven_with_the_rest_and_what_cannot_be_leaves_everything_as_it_was() throws Exception {
    Files.writeString(home.resolve("key"), slipway(0, "audit", "key").out());
    Files.writeString(home.resolve("before"), slipway(0, "audit", "checkpoint").out());
    assertTrue(slipway(2, "audit", "retain", "--before", "2100-01-01", "--to", "a.jsonl").said().contains("SLW-5155"));
    assertTrue(slipway(2, "audit", "retain", "--before", "2024-01-01").said().contains("SLW-6049"));
    assertTrue(slipway(0, "audit", "retain", "--before", "2024-01-01", "--dry-run").out()
        .contains("shop/staging  39 records, up to number 39"));
    Files.writeString(home.resolve("there.jsonl"), "somebody's\n");
    assertTrue(slipway(2, "audit", "retain", "--before", "2024-01-01", "--to", "there.jsonl").said().contains("SLW-6048"));
    onAFullDisk();
    assertEquals("somebody's\n", Files.readString(home.resolve("there.jsonl")));

    JsonNode done = new ObjectMapper().readTree(slipway(0, "audit", "retain", "--before", "2024-01-01", "--to", "a.jsonl", "--json").out());
    assertEquals(39, done.path("taken").asInt(), done.toString());
    assertTrue(slipway(0, "audit", "retain", "--before", "2024-01-01", "--to", "a.jsonl").out().contains("nothing of it was left"));
    assertTrue(slipway(0, "audit", "verify").out().contains("of 39 that are in archives"));
    assertTrue(slipway(0, "audit", "list").said().contains("39 more records"));
    assertTrue(slipway(0, "history", "shop/staging").out().contains("39 more records"));
    assertTrue(slipway(0, "audit", "export", "rest.jsonl").out().contains("39 more are in archives"));
    assertTrue(slipway(0, "audit", "verify", "rest.jsonl", "--key", "key", "--since", "before").out().contains("the hashes alone"));
    assertTrue(slipway(0, "audit", "verify", "rest.jsonl", "--key", "key", "--since", "before", "--archive", "a.jsonl").out()
        .contains("39 of them in the archives given"));
    Files.writeString(home.resolve("a.jsonl"), Files.readString(home.resolve("a.jsonl")).replace("not today", "not nowww"));
    slipway(1, "audit", "verify", "rest.jsonl", "--key", "key", "--archive", "a.jsonl");
  }

  /** No file of the command's may grow beyond a kilobyte. */
  private void onAFullDisk() throws IOException, InterruptedException {
    ProcessBuilder limited = new ProcessBuilder("sh", "-c",
        "ulimit -f 2; exec ./slipway audit retain --before 2024-01-01 --to full.jsonl 2>&1");
    limited.environment().put("SLIPWAY_STATE", home.resolve("state").toString());
    Process process = limited.directory(home.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertEquals(3, process.waitFor(), said);
    assertTrue(said.contains("SLW-6045") && said.contains("Nothing was taken away"), said);
    try (var files = Files.list(home)) {
      assertTrue(files.noneMatch(f -> f.getFileName().toString().contains("full.jsonl")));
    }
  }
}
