package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Way;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.spi.Notifier.Answer;
import dev.slipway.notifications.wire.Request;

/**
 * An alarm of PagerDuty's: one for each target, raised by what fails and resolved by the next rollout that ends well; and one for each problem
 * around it, resolved by its end.
 */
final class PagerAlarm {
  private static final String OWN = "https://events.pagerduty.com/v2/enqueue";
  private static final int MOST_SUMMARY = 1_024;

  private PagerAlarm() {}

  static Answer tell(Post post, Receiver receiver, Way.PagerDuty way, Notice notice) {
    ObjectNode event = event(receiver, way, notice).put("routing_key", post.secret(way.key()));
    return post.send(Request.json("POST", way.url().map(post::secret).orElse(OWN), Post.text(event), receiver.allowPrivate()));
  }

  private static ObjectNode event(Receiver receiver, Way.PagerDuty way, Notice notice) {
    boolean over = way.ends(notice.kind());
    ObjectNode event = Post.object().put("event_action", over ? "resolve" : "trigger").put("dedup_key", "slipway:" + notice.subject());
    if (!over) {
      String summary = Template.text(receiver, notice, v -> v);
      ObjectNode payload = event.put("client", "slipway").putObject("payload")
          .put("summary", summary.substring(0, Math.min(summary.length(), MOST_SUMMARY)))
          .put("source", notice.target().toString()).put("severity", notice.severity().word())
          .put("timestamp", notice.at().toString()).put("component", notice.target().service())
          .put("group", notice.target().environment()).put("class", notice.kind().word());
      ObjectNode details = payload.putObject("custom_details");
      Facts.of(notice).forEach(details::put);
    }
    return event;
  }
}
