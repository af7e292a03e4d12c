package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.wire.Request;
import java.util.Optional;

/** An incident on a status page, by Statuspage's interface: opened when a rollout goes back, resolved when stable carries all again. */
final class StatusIncident {
  private static final String OWN = "https://api.statuspage.io";
  private static final String MARK = "slipway";

  private final Post post;
  private final Receiver receiver;
  private final Way.StatusPage way;
  private final String base;

  private StatusIncident(Post post, Receiver receiver, Way.StatusPage way) {
    this.post = post;
    this.receiver = receiver;
    this.way = way;
    this.base = way.url().map(post::secret).orElse(OWN) + "/v1/pages/" + way.page() + "/incidents";
  }

  static Answer tell(Post post, Receiver receiver, Way.StatusPage way, Notice notice) {
    return new StatusIncident(post, receiver, way).tell(notice);
  }

  private Answer tell(Notice notice) {
    Optional<String> open = open(notice);
    String text = Template.text(receiver, notice, v -> v);
    if (notice.kind() == NoticeKind.TEST) {
      return new Answer.Taken("the page can be asked; nothing was shown on it");
    }
    if (way.ends(notice.kind())) {
      return open.isEmpty() ? new Answer.Taken("no incident of " + notice.target() + " is open there")
          : post.send(signed(Request.json("PATCH", base + "/" + open.get(), incident("resolved", text), receiver.allowPrivate())));
    }
    return open.isPresent()
        ? post.send(signed(Request.json("PATCH", base + "/" + open.get(), incident("identified", text), receiver.allowPrivate())))
        : post.send(signed(Request.json("POST", base, opened(notice, text), receiver.allowPrivate())));
  }

  private Optional<String> open(Notice notice) {
    JsonNode all = post.ask(signed(Request.get(base + "/unresolved", receiver.allowPrivate())));
    for (JsonNode each : all) {
      if (each.path("metadata").path(MARK).path("target").asText().equals(notice.subject())) {
        return Optional.of(each.path("id").asText()).filter(id -> id.matches("[A-Za-z0-9-]{1,64}"));
      }
    }
    return Optional.empty();
  }

  private Request signed(Request request) {
    return request.with("Authorization", "OAuth " + post.secret(way.token()));
  }

  private static String incident(String status, String text) {
    ObjectNode whole = Post.object();
    whole.putObject("incident").put("status", status).put("body", text);
    return Post.text(whole);
  }

  private static String opened(Notice notice, String text) {
    ObjectNode whole = Post.object();
    ObjectNode incident = whole.putObject("incident").put("name", notice.target().service() + " in " + notice.target().environment())
        .put("status", notice.kind() == NoticeKind.GOING_BACK ? "identified" : "investigating").put("body", text);
    incident.putObject("metadata").putObject(MARK).put("target", notice.subject());
    return Post.text(whole);
  }
}
