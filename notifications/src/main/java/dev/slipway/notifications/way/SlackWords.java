package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.text.Markup;

/** A notice as blocks of Slack's. By its own rule a mention or link begins with what is markup in HTML, and nothing else means anything. */
final class SlackWords {
  private SlackWords() {}

  static ObjectNode message(Receiver receiver, Notice notice) {
    String text = Template.text(receiver, notice, Markup::text);
    ObjectNode message = Post.object().put("text", text);
    var blocks = message.putArray("blocks");
    blocks.addObject().put("type", "section").putObject("text").put("type", "mrkdwn").put("text", mark(notice) + " " + text);
    blocks.addObject().put("type", "context").putArray("elements").addObject().put("type", "mrkdwn")
        .put("text", Markup.text(Facts.line(notice)));
    return message;
  }

  private static String mark(Notice notice) {
    return notice.kind() == NoticeKind.PROBLEM_OVER ? ":white_check_mark:" : switch (notice.severity()) {
      case INFO -> ":white_check_mark:";
      case WARNING -> ":warning:";
      case ERROR -> ":x:";
      case CRITICAL -> ":rotating_light:";
    };
  }
}
