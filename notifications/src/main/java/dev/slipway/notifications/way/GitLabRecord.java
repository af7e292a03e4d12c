package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.wire.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** GitLab's record of a rollout: made when it begins, found again by commit and environment while it is open, and closed at its end. */
final class GitLabRecord {
  private static final String OWN = "https://gitlab.com";
  private static final Set<String> OPEN = Set.of("created", "running", "blocked");

  private final Post post;
  private final Receiver receiver;
  private final Way.GitLab way;
  private final String base;

  private GitLabRecord(Post post, Receiver receiver, Way.GitLab way) {
    this.post = post;
    this.receiver = receiver;
    this.way = way;
    this.base = way.url().map(post::secret).orElse(OWN) + "/api/v4/projects/" + encoded(way.project()) + "/deployments";
  }

  static Answer tell(Post post, Receiver receiver, Way.GitLab way, Notice notice) {
    return new GitLabRecord(post, receiver, way).tell(notice);
  }

  private Answer tell(Notice notice) {
    Optional<String> status = status(notice);
    Optional<String> commit = notice.about().flatMap(Notice.About::provenance).flatMap(Provenance::commit);
    if (notice.kind() == NoticeKind.TEST) {
      return post.send(signed(Request.get(base + "?per_page=1", receiver.allowPrivate())));
    }
    if (status.isEmpty()) {
      return new Answer.Taken("GitLab has no word for " + notice.kind().word());
    }
    if (commit.isEmpty()) {
      return new Answer.Taken("not recorded: GitLab wants a commit, and the deploy did not say which (slipway deploy --commit)");
    }
    Optional<Long> open = open(notice, commit.get());
    if (open.isPresent()) {
      ObjectNode change = Post.object().put("status", status.get());
      return status.get().equals("running") ? new Answer.Taken("it is recorded as running already")
          : post.send(signed(Request.json("PUT", base + "/" + open.get(), Post.text(change), receiver.allowPrivate())));
    }
    ObjectNode wanted = Post.object().put("environment", notice.target().environment()).put("sha", commit.get())
        .put("ref", notice.version()).put("tag", false).put("status", status.get());
    return post.send(signed(Request.json("POST", base, Post.text(wanted), receiver.allowPrivate())));
  }

  static Optional<String> status(Notice notice) {
    return switch (notice.kind()) {
      case STARTED, GOING_BACK -> Optional.of("running");
      case PROMOTED -> Optional.of("success");
      case FAILED -> Optional.of("failed");
      case NOT_STARTED -> Optional.of("canceled");
      case ROLLED_BACK -> Optional.of(notice.about().filter(Notice.About::back).isPresent() ? "success" : "canceled");
      case WAITING, STEP_PASSED, NEEDS_PERSON, ROUTER_CHANGED, PROBLEM, PROBLEM_OVER, REMOVED, TEST -> Optional.empty();
    };
  }

  private Optional<Long> open(Notice notice, String commit) {
    String query = "?order_by=id&sort=desc&per_page=20&environment=" + encoded(notice.target().environment());
    for (JsonNode each : post.ask(signed(Request.get(base + query, receiver.allowPrivate())))) {
      if (each.path("sha").asText().equals(commit) && OPEN.contains(each.path("status").asText())) {
        return Optional.of(each.path("id").asLong());
      }
    }
    return Optional.empty();
  }

  private Request signed(Request request) {
    return request.with("PRIVATE-TOKEN", post.secret(way.token()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
