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

/** GitHub's record of a rollout: made when it begins, or found again by what it carries, with a state for every turn of it. */
final class GitHubRecord {
  private static final String OWN = "https://api.github.com";
  private static final int MOST_DESCRIPTION = 140;

  private final Post post;
  private final Receiver receiver;
  private final Way.GitHub way;
  private final String base;

  private GitHubRecord(Post post, Receiver receiver, Way.GitHub way) {
    this.post = post;
    this.receiver = receiver;
    this.way = way;
    this.base = way.url().map(post::secret).orElse(OWN) + "/repos/" + way.repository();
  }

  static Answer tell(Post post, Receiver receiver, Way.GitHub way, Notice notice) {
    return new GitHubRecord(post, receiver, way).tell(notice);
  }

  private Answer tell(Notice notice) {
    Optional<String> state = state(notice);
    if (notice.kind() == NoticeKind.TEST) {
      return post.send(signed(Request.get(base + "/deployments?per_page=1", receiver.allowPrivate())));
    }
    if (state.isEmpty() || notice.about().isEmpty()) {
      return new Answer.Taken("GitHub has no word for " + notice.kind().word());
    }
    long id = found(notice).orElseGet(() -> made(notice));
    String text = Template.text(receiver, notice, v -> v);
    ObjectNode status = Post.object().put("state", state.get()).put("environment", notice.target().environment())
        .put("description", text.substring(0, Math.min(text.length(), MOST_DESCRIPTION))).put("auto_inactive", true);
    notice.about().flatMap(Notice.About::provenance).flatMap(Provenance::run).filter(r -> r.matches("https?://.*"))
        .ifPresent(r -> status.put("log_url", r));
    return post.send(signed(Request.json("POST", base + "/deployments/" + id + "/statuses", Post.text(status), receiver.allowPrivate())));
  }

  static Optional<String> state(Notice notice) {
    return switch (notice.kind()) {
      case STARTED, STEP_PASSED, GOING_BACK -> Optional.of("in_progress");
      case WAITING -> Optional.of("pending");
      case PROMOTED -> Optional.of("success");
      case FAILED -> Optional.of("failure");
      case NOT_STARTED -> Optional.of("inactive");
      case ROLLED_BACK -> Optional.of(notice.about().filter(Notice.About::back).isPresent() ? "success" : "inactive");
      case NEEDS_PERSON, ROUTER_CHANGED, PROBLEM, PROBLEM_OVER, REMOVED, TEST -> Optional.empty();
    };
  }

  private Optional<Long> found(Notice notice) {
    String query = "?per_page=100&environment=" + URLEncoder.encode(notice.target().environment(), StandardCharsets.UTF_8);
    for (JsonNode each : post.ask(signed(Request.get(base + "/deployments" + query, receiver.allowPrivate())))) {
      if (each.path("payload").path("slipway").asText().equals(notice.thread())) {
        return Optional.of(each.path("id").asLong());
      }
    }
    return Optional.empty();
  }

  private long made(Notice notice) {
    Notice.About about = notice.about().orElseThrow();
    ObjectNode wanted = Post.object().put("ref", about.provenance().flatMap(Provenance::commit).orElse(about.candidate().version()))
        .put("task", "deploy").put("auto_merge", false).put("environment", notice.target().environment())
        .put("description", Template.oneLine(notice.target() + " " + about.candidate().version()));
    wanted.putArray("required_contexts");
    wanted.putObject("payload").put("slipway", notice.thread()).put("version", about.candidate().version());
    return post.ask(signed(Request.json("POST", base + "/deployments", Post.text(wanted), receiver.allowPrivate()))).path("id").asLong();
  }

  private Request signed(Request request) {
    return request.with("Authorization", "Bearer " + post.secret(way.token())).with("X-GitHub-Api-Version", "2022-11-28");
  }
}
