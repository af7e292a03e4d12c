package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Objects of tags without their references. Git makes and signs one only together with its reference, so it does that in a repository of
 * its own, which has nothing but this reference and puts its objects where ours are: killed at any moment, it leaves no tag behind.
 */
record TagObjects(Repository repository, Objects objects) {

  /** The object of a tag, signed where git is set up to sign tags. */
  String make(String name, String commit, String message) {
    String ref = "refs/tags/" + name;
    Optional<String> there = objects.at(ref);
    if (there.isPresent()) {
      throw ReleaseException.refused("SLW-6214 the tag " + name + " was made by somebody else meanwhile. Nothing was changed");
    }
    Path apart = apart();
    Git git = repository.git().with("GIT_DIR", apart.toString())
        .with("GIT_OBJECT_DIRECTORY", repository.sharedFolder().resolve("objects").toString());
    boolean sign = objects.isOn("tag.gpgSign");
    Git.Answer made = git.feed(message.getBytes(StandardCharsets.UTF_8), "tag", sign ? "-s" : "-a", "-f", "--no-column",
        "--cleanup=verbatim", "-F", "-", "--end-of-options", name, commit);
    if (sign) {
      Objects.signed(made);
    } else {
      Objects.checked(made, "tag");
    }
    String object = git.must("rev-parse", "--verify", "-q", "--end-of-options", ref);
    if (sign) {
      objects.mustBeSigned("tag", object);
    }
    return object;
  }

  /** A repository without history, set up as ours is. */
  private Path apart() {
    Path folder = repository.gitFolder().resolve("slipway").resolve("tagging");
    String format = repository.git().ask("rev-parse", "--show-object-format").out().strip();
    try {
      Files.createDirectories(folder.resolve("refs"));
      Files.createDirectories(folder.resolve("objects"));
      Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/none\n");
      Files.writeString(folder.resolve("config"), (format.equals("sha256")
          ? "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tobjectFormat = sha256\n" : "")
          + "[core]\n\tbare = true\n[include]\n\tpath = \"" + quoted(repository.sharedFolder().resolve("config")) + "\"\n");
      return folder;
    } catch (IOException e) {
      throw ReleaseException.unreached("SLW-6235 " + folder + " could not be written (" + e + "). Nothing was changed", e);
    }
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
