package dev.slipway.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small repository to train release commands with: a release, and what came after it. */
final class TrainingRepository {
  private static final List<String> MESSAGES = List.of(
      "feat: one\n",
      "fix(api)!: two\n\nCloses #12\n",
      "feat(ui): three\n\nSome words about it,\nover two lines.\n\nReviewed-by: A <a@example.com>\nBREAKING CHANGE: the option is gone\n",
      "Revert \"feat(ui): three\"\n\nThis reverts commit 0123456789012345678901234567890123456789.\n");

  private TrainingRepository() {}

  /** Makes it; where there is no git, an empty folder, and the commands are trained to say so. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path history = Files.writeString(folder.resolve("history"), history());
    try {
      git(folder, null, "init", "-q", "-b", "main");
      git(folder, null, "config", "user.name", "A");
      git(folder, null, "config", "user.email", "a@example.com");
      git(folder, null, "config", "commit.gpgSign", "false");
      git(folder, null, "config", "tag.gpgSign", "false");
      git(folder, history, "fast-import", "--quiet");
      git(folder, null, "reset", "-q", "--hard");
      git(folder, null, "remote", "add", "origin", "https://github.com/example/shop.git");
    } catch (IOException e) {
      System.out.println("no git to train with: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return folder;
  }

  private static String history() {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < MESSAGES.size(); i++) {
      String who = " A <a@example.com> " + (1_700_000_000 + i) + " +0000\n";
      stream.append("commit refs/heads/main\ncommitter").append(who).append(data(MESSAGES.get(i)));
      stream.append("M 100644 inline package.json\n").append(data("{\n  \"version\": \"1.0.0\"\n}\n"));
      if (i == 0) {
        stream.append("tag v1.0.0\nfrom refs/heads/main\ntagger").append(who).append(data(""));
      }
    }
    return stream.toString();
  }

  private static String data(String text) {
    return "data " + text.getBytes(StandardCharsets.UTF_8).length + "\n" + text + "\n";
  }

  private static void git(Path folder, @Nullable Path input, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    System.out.println("git " + words[0] + " → " + builder.start().waitFor());
  }
}
