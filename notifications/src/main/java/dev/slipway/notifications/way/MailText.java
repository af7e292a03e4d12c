package dev.slipway.notifications.way;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.text.Markup;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands in a letter. */
final class MailText {
  private MailText() {}

  static String plain(Receiver receiver, Notice notice) {
    return Template.text(receiver, notice, v -> v) + "\n\n"
        + Facts.of(notice).entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining("\n")) + "\n";
  }

  static String html(Receiver receiver, Notice notice) {
    // The team's own words are text like any other: nobody expects HTML in a sentence for every kind of receiver.
    String text = Markup.escaped(Template.text(receiver, notice, v -> v));
    return "<!DOCTYPE html><html><body><p>" + text + "</p><table>"
        + Facts.of(notice).entrySet().stream().map(MailText::row).collect(Collectors.joining()) + "</table></body></html>";
  }

  private static String row(Map.Entry<String, String> fact) {
    return "<tr><td>" + Markup.escaped(fact.getKey()) + "</td><td>" + Markup.escaped(fact.getValue()) + "</td></tr>";
  }
}
