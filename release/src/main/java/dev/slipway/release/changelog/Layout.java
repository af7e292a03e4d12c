package dev.slipway.release.changelog;

import dev.slipway.release.commit.Message;
import dev.slipway.release.plan.Judged;
import dev.slipway.release.settings.Category;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Turns sections into Markdown.
 *
 * @param template with holes for what a section says
 * @param categories in the order printed
 * @param forge for links
 * @param contributors whether those who wrote a release are named
 */
public record Layout(Template template, List<Category> categories, Forge forge, boolean contributors) {
  /** The usual one, by Keep a Changelog. */
  public static final String USUAL =
      """
      ## {{#linked}}[{{/linked}}{{title}}{{#linked}}]{{/linked}}{{#date}} - {{date}}{{/date}}
      {{#intro}}

      {{intro}}
      {{/intro}}
      {{#categories}}

      ### {{name}}

      {{#text}}
      {{text}}
      {{/text}}
      {{#entries}}
      - {{#breaking}}**Breaking:** {{/breaking}}{{#scope}}**{{scope}}:** {{/scope}}{{description}}{{#links}} ({{links}}){{/links}}
      {{#note}}
        {{note}}
      {{/note}}
      {{/entries}}
      {{/categories}}
      {{#contributors}}

      Thanks to {{contributors}}.
      {{/contributors}}
      """;

  public Layout {
    categories = List.copyOf(categories);
  }

  /** A section in Markdown, with a line's end behind it and no empty line. */
  public String render(Section section) {
    return template.fill(data(section)).strip() + "\n";
  }

  /** The line that says where a section's link leads, where there are links. */
  public Optional<String> link(Section section) {
    if (!forge.links()) {
      return Optional.empty();
    }
    String to = section.tag().orElse("HEAD");
    String url = section.before().map(before -> forge.compare(before, to)).orElse(forge.tag(to));
    boolean leads = section.tag().isPresent() || section.before().isPresent();
    return leads ? Optional.of("[" + title(section) + "]: " + url) : Optional.empty();
  }

  private static String title(Section section) {
    return section.version().map(Object::toString).orElse("Unreleased");
  }

  /** What a template may print of a section. */
  public Map<String, Object> data(Section section) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title(section));
    data.put("version", section.version().map(Object::toString).orElse(""));
    data.put("tag", section.tag().orElse(""));
    data.put("previousTag", section.before().orElse(""));
    data.put("date", section.date());
    data.put("linked", link(section).isPresent());
    data.put("compareUrl", forge.links() ? section.before().map(b -> forge.compare(b, section.tag().orElse("HEAD"))).orElse("") : "");
    data.put("intro", section.byHand().getOrDefault("", "").strip());
    data.put("categories", groups(section));
    data.put("contributors", contributors ? String.join(", ", names(section)) : "");
    return data;
  }

  private List<Map<String, Object>> groups(Section section) {
    Map<String, List<Map<String, Object>>> entries = new LinkedHashMap<>();
    categories.forEach(c -> entries.put(c.name(), new ArrayList<>()));
    for (Judged one : section.judged()) {
      if (one.counts()) {
        entries.computeIfAbsent(category(one.message()), c -> new ArrayList<>()).add(new EntryData(forge).of(one));
      }
    }
    section.byHand().keySet().stream().filter(name -> !name.isEmpty()).forEach(name -> entries.computeIfAbsent(name, n ->
        new ArrayList<>()));
    List<Map<String, Object>> groups = new ArrayList<>();
    entries.forEach((name, all) -> {
      String text = section.byHand().getOrDefault(name, "").strip();
      if (!all.isEmpty() || !text.isEmpty()) {
        groups.add(Map.of("name", name, "text", text, "entries", all));
      }
    });
    return groups;
  }

  /** What breaks something stands where its type stands, if that has a place, and else with what breaks things. */
  String category(Message message) {
    String type = message.revert().isPresent() ? "revert" : message.type().orElse("other");
    return categories.stream().filter(c -> c.types().contains(type)).findFirst()
        .or(() -> categories.stream().filter(c -> message.isBreaking() && c.types().contains(Category.BREAKING)).findFirst())
        .map(Category::name).orElse("Changed");
  }

  private static Iterable<String> names(Section section) {
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    section.judged().stream().filter(Judged::counts).map(j -> Markdown.line(j.commit().author()))
        .filter(name -> !name.endsWith("[bot]") && !name.isBlank()).forEach(names::add);
    return names;
  }
}
