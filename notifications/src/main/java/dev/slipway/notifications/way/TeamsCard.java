package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.spi.Notice;

/**
 * A notice as an adaptive card, as workflows of Teams take it. What Slipway says is a RichTextBlock, in which nothing is Markdown; a team's
 * own words are a TextBlock, where it is.
 */
final class TeamsCard {
  private TeamsCard() {}

  static ObjectNode message(Receiver receiver, Notice notice) {
    ObjectNode message = Post.object().put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject().put("contentType", "application/vnd.microsoft.card.adaptive");
    ObjectNode card = attachment.putObject("content").put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard").put("version", "1.4");
    var body = card.putArray("body");
    if (receiver.text().isPresent()) {
      styled(body.addObject().put("type", "TextBlock").put("text", Template.text(receiver, notice, TeamsCard::harmless)), notice)
          .put("wrap", true);
    } else {
      styled(body.addObject().put("type", "RichTextBlock").putArray("inlines").addObject().put("type", "TextRun")
          .put("text", Template.text(receiver, notice, v -> v)), notice);
    }
    var facts = body.addObject().put("type", "FactSet").putArray("facts");
    Facts.of(notice).forEach((name, value) -> facts.addObject().put("title", name).put("value", harmless(value)));
    return message;
  }

  private static ObjectNode styled(ObjectNode text, Notice notice) {
    return text.put("weight", "Bolder").put("color", color(notice));
  }

  /** Where a card reads Markdown, whatever could begin a link, an emphasis or a list stands for itself. */
  static String harmless(String value) {
    String marks = value.replaceAll("([\\\\\\[\\]()*_`~#>|!])", "\\\\$1");
    return marks.replaceAll("^([-+])|^(\\d+)([.)])", "$2\\\\$1$3").replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String color(Notice notice) {
    return notice.kind() == NoticeKind.PROBLEM_OVER ? "Good" : switch (notice.severity()) {
      case INFO -> "Good";
      case WARNING -> "Warning";
      case ERROR, CRITICAL -> "Attention";
    };
  }
}
