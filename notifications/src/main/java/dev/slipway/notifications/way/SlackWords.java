package dev.slipway.notifications.way;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.notice.NoticeKind;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.rollout.Provenance;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.text.Markup;
import java.util.Optional;

/**
 * A notice as blocks of Slack's. What Slipway says is {@code plain_text}, in which Slack reads no markup; only a team's own words are
 * {@code mrkdwn}, and values in them are kept from meaning anything. What is markup in HTML is escaped everywhere: mentions and links begin
 * with it.
 */
final class SlackWords {
  /** Between a mark of Slack's and the words beside it, which then begins and ends nothing: Slack has no way to escape one. */
  private static final String JOINER = "\u2060";
  /** Code needs no words around it; this looks like its mark and is none. */
  private static final String GRAVE = "\u02cb";

  /** Slack refuses a whole message with a longer one: 3,000 characters, of which the mark before it is some. */
  private static final int MOST_CHARACTERS = 2_900;

  private SlackWords() {}

  static ObjectNode message(Receiver receiver, Notice notice) {
    boolean own = receiver.text().isPresent();
    String text = cut(Template.text(receiver, notice, own ? SlackWords::harmless : Markup::text));
    ObjectNode message = Post.object().put("text", text).put("mrkdwn", own);
    var blocks = message.putArray("blocks");
    ObjectNode said = blocks.addObject().put("type", "section").putObject("text").put("text", mark(notice) + " " + text);
    var beside = blocks.addObject().put("type", "context").putArray("elements");
    if (own) {
      said.put("type", "mrkdwn");
    } else {
      said.put("type", "plain_text").put("emoji", false);
    }
    beside.addObject().put("type", "plain_text").put("emoji", false).put("text", cut(Markup.text(Facts.line(notice))));
    run(notice).ifPresent(url -> beside.addObject().put("type", "mrkdwn").put("text", "<" + Markup.text(url) + ">"));
    return message;
  }

  /** Not within what stands for one character. */
  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS).replaceAll("(&[a-z]*|\\p{Cs})$", "") + "…";
  }

  /** In a text that Slack reads as markup. */
  static String harmless(String value) {
    return Markup.text(value).replace("`", GRAVE).replaceAll("[*_~]|&gt;", JOINER + "$0" + JOINER);
  }

  /** Where the deploy comes from, to be clicked on; shown as what it is. */
  private static Optional<String> run(Notice notice) {
    return notice.about().flatMap(Notice.About::provenance).flatMap(Provenance::run).filter(r -> r.matches("https?://[^\\s<>|]+"));
  }

  private static String mark(Notice notice) {
    return notice.kind() == NoticeKind.PROBLEM_OVER ? "\u2705" : switch (notice.severity()) {
      case INFO -> "\u2705";
      case WARNING -> "\u26a0\ufe0f";
      case ERROR -> "\u274c";
      case CRITICAL -> "\ud83d\udea8";
    };
  }
}
