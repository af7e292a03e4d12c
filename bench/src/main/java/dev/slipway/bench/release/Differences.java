package dev.slipway.bench.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.bench.rig.RigException;
import dev.slipway.release.history.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where our reading of messages differs from others'.
 *
 * @param messages that were read
 * @param same how many are read the same in type, scope, breaking, references and version
 * @param explained how many differ, by reason
 * @param unexplained those that differ for no reason known, as text
 */
public record Differences(int messages, int same, Map<String, Integer> explained, List<String> unexplained) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads generated messages, and those of a repository. */
  public static Differences of(int generated, long seed, Path checkout) {
    List<String> messages = new ArrayList<>(Verbal.messages(generated, seed));
    Repository repository = Repository.at(checkout);
    repository.commits(new Repository.Range(repository.head(), List.of(), List.of(), false), commit -> {
      if (!commit.message().isBlank()) {
        messages.add(commit.message());
      }
    });
    JsonNode theirs = others(messages);
    int same = 0;
    Map<String, Integer> explained = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Reading mine = Reading.ours(messages.get(i));
      Reading other = Reading.theirs(theirs.path(i));
      Optional<String> reason = mine.same(other) ? Optional.of("") : mine.reason(other, messages.get(i));
      if (mine.same(other)) {
        same++;
      } else if (reason.isPresent()) {
        explained.merge(reason.get(), 1, Integer::sum);
      } else {
        unexplained.add(messages.get(i) + "\n  ours   " + mine + "\n  theirs " + other);
      }
    }
    return new Differences(messages.size(), same, explained, unexplained);
  }

  private static JsonNode others(List<String> messages) {
    Path folder = NpmPeers.installed().folder();
    try (InputStream script = Differences.class.getResourceAsStream("judge.mjs")) {
      Files.write(folder.resolve("judge.mjs"), script.readAllBytes());
      Files.write(folder.resolve("messages.json"), JSON.writeValueAsBytes(Map.of("messages", messages)));
      Timed run = Timed.run(folder, Map.of(), List.of("node", "judge.mjs", "messages.json"));
      if (run.exit() != 0) {
        throw new RigException("the others could not read the messages: " + folder.resolve("judge.mjs"));
      }
      return JSON.readTree(run.out());
    } catch (IOException e) {
      throw new RigException("the others could not be asked", e);
    }
  }
}
