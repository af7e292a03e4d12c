package dev.slipway.release;

import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import dev.slipway.release.plan.PartPlan;
import dev.slipway.release.plan.Wishes;
import dev.slipway.release.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real repository for a test, alone in its folder and its configuration. */
public final class Checkout {
  private static final Map<String, String> ALONE = Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null");
  private final Path folder;
  private long seconds = 1_700_000_000L;

  private Checkout(Path folder) {
    this.folder = folder;
  }

  /** An empty one with a branch main. */
  public static Checkout in(Path folder) {
    Checkout checkout = new Checkout(folder);
    checkout.git("init", "-q", "-b", "main");
    checkout.git("config", "user.name", "Ada");
    checkout.git("config", "user.email", "ada@example.com");
    checkout.git("config", "commit.gpgSign", "false");
    return checkout;
  }

  /** Runs git, which must succeed. */
  public String git(String... words) {
    return new Git(folder, ALONE).must(words);
  }

  /** Commits nothing but a message. */
  public Checkout commit(String message) {
    seconds += 60;
    Git git = new Git(folder, ALONE).with("GIT_COMMITTER_DATE", seconds + " +0000").with("GIT_AUTHOR_DATE", seconds + " +0000");
    Git.Answer answer = git.feed(message.getBytes(StandardCharsets.UTF_8), "commit", "-q", "--allow-empty", "--allow-empty-message",
        "--cleanup=verbatim",
        "-F", "-");
    if (!answer.ok()) {
      throw new IllegalStateException(answer.complaint());
    }
    return this;
  }

  /** Writes files, alternating path and text, and commits them. */
  public Checkout commit(String message, String... files) {
    for (int i = 0; i < files.length; i += 2) {
      write(files[i], files[i + 1]);
    }
    git("add", "-A");
    return commit(message);
  }

  public Checkout tag(String name) {
    git("tag", name);
    return this;
  }

  public Checkout write(String path, String text) {
    try {
      Files.createDirectories(folder.resolve(path).getParent());
      Files.writeString(folder.resolve(path), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  public String head() {
    return git("rev-parse", "HEAD");
  }

  public Releases releases() {
    return releases(Settings.DEFAULT);
  }

  public Releases releases(Settings settings) {
    return new Releases(Repository.at(folder), settings);
  }

  /** What comes next for the whole repository, or the word nothing. */
  public String next() {
    return next(Wishes.NONE);
  }

  public String next(Wishes wishes) {
    return releases().plan(wishes).getFirst().next().map(Object::toString).orElse("nothing");
  }

  public List<PartPlan> plan(Settings settings) {
    return releases(settings).plan(Wishes.NONE);
  }
}
