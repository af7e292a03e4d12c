package dev.slipway.release.changelog;

import dev.slipway.release.commit.Message;
import dev.slipway.release.commit.Reference;
import dev.slipway.release.plan.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template may print of one message.
 *
 * @param forge for links
 */
record EntryData(Forge forge) {

  Map<String, Object> of(Judged one) {
    Message message = one.message();
    Map<String, Object> entry = new LinkedHashMap<>();
    boolean noted = message.isBreaking() && !message.breaking().equals(List.of(message.description()));
    entry.put("description", Markdown.line(message.revert().isPresent() && message.type().isEmpty() ? message.header()
        : message.description()));
    entry.put("scope", message.scope().map(Markdown::line).orElse(""));
    entry.put("type", message.type().orElse(""));
    entry.put("breaking", message.isBreaking());
    entry.put("note", noted ? Markdown.line(String.join(" ", message.breaking())) : "");
    entry.put("body", message.body());
    entry.put("hash", one.commit().hash());
    entry.put("shortHash", one.commit().shortHash());
    entry.put("author", Markdown.line(one.commit().author()));
    entry.put("links", links(one));
    return entry;
  }

  private String links(Judged one) {
    if (!forge.links()) {
      return one.commit().shortHash();
    }
    List<String> links = new ArrayList<>();
    for (Reference reference : one.message().references()) {
      String written = reference.written();
      if (!one.message().description().contains(written) && links.stream().noneMatch(l -> l.startsWith("[" + written + "]"))) {
        links.add("[" + written + "](" + forge.issue(reference) + ")");
      }
    }
    links.add("[" + one.commit().shortHash() + "](" + forge.commit(one.commit().hash()) + ")");
    return String.join(", ", links);
  }
}
