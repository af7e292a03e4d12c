package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.spi.Notice;

/** A notice as blocks of Slack's. */
final class SlackWords {
  private SlackWords() {}

  static ObjectNode message(Receiver receiver, Notice notice) {
    String text = Template.text(receiver, notice, SlackWords::harmless);
    ObjectNode message = Post.object().put("text", text);
    var blocks = message.putArray("blocks");
    blocks.addObject().put("type", "section").putObject("text").put("type", "mrkdwn").put("text", mark(notice) + " " + text);
    blocks.addObject().put("type", "context").putArray("elements").addObject().put("type", "mrkdwn")
        .put("text", harmless(Facts.line(notice)));
    return message;
  }

  /** Slack's own rule: these three are all that means anything, and no mention or link begins without them. */
  static String harmless(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String mark(Notice notice) {
    return switch (notice.severity()) {
      case INFO -> ":white_check_mark:";
      case WARNING -> ":warning:";
      case ERROR -> ":x:";
      case CRITICAL -> ":rotating_light:";
    };
  }
}
