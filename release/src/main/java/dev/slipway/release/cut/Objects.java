package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Git's objects of a release: made before anything is touched, seen by nobody until a reference leads to them. */
final class Objects {
  private static final String FILE = "100644";

  private final Repository repository;
  private final Git git;

  Objects(Repository repository) {
    this.repository = repository;
    this.git = repository.git();
  }

  /** An object with exactly these bytes. */
  String raw(byte[] bytes) {
    return checked(git.feed(bytes, "hash-object", "-w", "--no-filters", "--stdin"), "hash-object");
  }

  /** The bytes of an object. */
  byte[] bytes(String object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Git.Answer answer = git.stream(in -> in.transferTo(out), "cat-file", "blob", object);
    if (!answer.ok()) {
      throw Git.failed(answer, "cat-file");
    }
    return out.toByteArray();
  }

  /** The commit with some files changed, signed where git is set up to sign commits. */
  String commit(Changes changes, String message) {
    Path index = repository.gitFolder().resolve("slipway").resolve("cut-index");
    Git own = git.with("GIT_INDEX_FILE", index.toString());
    own.must("read-tree", repository.head());
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, byte[]> file : changes.files().entrySet()) {
      String object = checked(git.feed(file.getValue(), "hash-object", "-w", "--stdin", "--path=" + file.getKey()), "hash-object");
      lines.append(changes.modes().getOrDefault(file.getKey(), FILE)).append(' ').append(object).append('\t').append(file.getKey())
          .append('\0');
    }
    checked(own.feed(lines.toString().getBytes(StandardCharsets.UTF_8), "update-index", "-z", "--index-info"), "update-index");
    String tree = own.must("write-tree");
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    if (!isOn("commit.gpgSign")) {
      return checked(git.feed(text, "commit-tree", "-p", repository.head(), "-F", "-", tree), "commit-tree");
    }
    String commit = signed(git.feed(text, "commit-tree", "-S", "-p", repository.head(), "-F", "-", tree));
    mustBeSigned("commit", commit);
    return commit;
  }

  /** Some versions of git say that all went well where the key could not be read, and sign nothing. */
  void mustBeSigned(String kind, String object) {
    if (!git.must("cat-file", kind, object).contains("-----BEGIN ")) {
      throw ReleaseException.unreached("SLW-6247 git is set up to sign, and left the " + kind + " without a signature. Nothing was changed."
          + " See to user.signingKey, or turn it off with: git config " + kind + ".gpgSign false");
    }
  }

  /** What a reference leads to now. */
  Optional<String> at(String ref) {
    Git.Answer answer = git.ask("rev-parse", "--verify", "-q", "--end-of-options", ref);
    return answer.ok() ? Optional.of(answer.out().strip()) : Optional.empty();
  }

  boolean isOn(String key) {
    return git.ask("config", "--type=bool", "--get", key).out().strip().equals("true");
  }

  static String signed(Git.Answer answer) {
    if (!answer.ok()) {
      throw ReleaseException.unreached("SLW-6247 git is set up to sign, and could not: " + answer.complaint().strip().replace("\n", " / ")
          + ". Nothing was changed. See to the key, or turn it off with: git config tag.gpgSign false");
    }
    return answer.out().strip();
  }

  static String checked(Git.Answer answer, String word) {
    if (!answer.ok()) {
      throw Git.failed(answer, word);
    }
    return answer.out().strip();
  }
}
