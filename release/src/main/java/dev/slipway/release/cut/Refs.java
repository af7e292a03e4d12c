package dev.slipway.release.cut;

import dev.slipway.release.ReleaseException;
import dev.slipway.release.history.Git;
import dev.slipway.release.history.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The references that make a release: its branch and its tags. */
record Refs(Repository repository, Objects objects) {

  /** Moves the branch and makes the tags, in one transaction; what is so already stays so. */
  void move(CutRecord record) {
    StringBuilder lines = new StringBuilder("start\n");
    if (!record.commit().equals(record.base()) && !objects.at(record.branch()).filter(record.commit()::equals).isPresent()) {
      lines.append("update ").append(record.branch()).append(' ').append(record.commit()).append(' ').append(record.base()).append('\n');
    }
    record.tags().forEach((name, object) -> {
      if (object.startsWith(CutRecord.GOES)) {
        objects.at("refs/tags/" + name).ifPresent(there -> lines.append("delete refs/tags/").append(name).append(' ')
            .append(object.substring(1)).append('\n'));
      } else if (!objects.at("refs/tags/" + name).filter(object::equals).isPresent()) {
        lines.append("create refs/tags/").append(name).append(' ').append(object).append('\n');
      }
    });
    lines.append("prepare\ncommit\n");
    Git.Answer answer = repository.git().feed(lines.toString().getBytes(StandardCharsets.UTF_8), "update-ref", "-m", "slipway release cut",
        "--stdin");
    if (!answer.ok()) {
      throw Git.failed(answer, "update-ref");
    }
  }

  /** Pushes branch and tags together or not at all. */
  void push(String remote, String branch, List<String> tags) {
    List<String> words = new ArrayList<>(List.of("push", "--atomic", "--end-of-options", remote, branch + ":" + branch));
    tags.forEach(tag -> words.add("refs/tags/" + tag + ":refs/tags/" + tag));
    Git.Answer answer = repository.git().ask(words.toArray(String[]::new));
    if (!answer.ok()) {
      String why = Arrays.stream(answer.complaint().split("\n")).filter(l -> !l.isBlank()).limit(5).reduce((a, b) -> a + " / " + b)
          .orElse("");
      throw ReleaseException.unreached("SLW-6250 the release is cut here, and could not be pushed to " + remote + ": " + why
          + ". Nothing arrived there. See to it, then: slipway release cut --push");
    }
  }
}
