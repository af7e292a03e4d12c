package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TOML: {@code version} in given tables.
 *
 * @param tables as written in their heads, without brackets
 */
record TomlPlaces(Set<String> tables) implements Places {
  /** Of a dotted key what stands before its last part is a table too. */
  private static final String DOTTED = "\\s*((?:[\\w-]+\\s*\\.\\s*)*)";

  private static final Pattern VERSION = Pattern.compile(DOTTED + "(?:version|\"version\"|'version')\\s*=\\s*([\"'])([^\"'\\\\]*)\\2"
      + "\\s*(?:#.*)?");
  private static final Pattern NAME = Pattern.compile(DOTTED + "name\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:#.*)?");

  TomlPlaces {
    tables = Set.copyOf(tables);
  }

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    String table = "";
    for (Line line : lines(text)) {
      table = line.head().isEmpty() ? table : line.head();
      Matcher m = VERSION.matcher(line.text());
      if (m.matches() && tables.contains(inside(table, m.group(1))) && Place.isVersion(m.group(3))) {
        places.add(Place.full(line.start() + m.start(3), line.start() + m.end(3)));
      }
    }
    return places;
  }

  /**
   * The versions of one's own packages in a Cargo.lock, which come from nowhere else.
   *
   * @param names of the packages; none for every own one
   * @param old the version they have now
   */
  static List<Place> inLock(String text, List<String> names, String old) {
    List<Place> places = new ArrayList<>();
    List<Place> open = new ArrayList<>();
    boolean mine = names.isEmpty();
    boolean foreign = false;
    for (Line line : lines(text + "\n[end]\n")) {
      if (!line.head().isEmpty()) {
        places.addAll(mine && !foreign ? open : List.of());
        open.clear();
        mine = names.isEmpty();
        foreign = false;
      }
      Matcher name = NAME.matcher(line.text());
      Matcher version = VERSION.matcher(line.text());
      mine |= name.matches() && names.contains(name.group(2));
      foreign |= line.text().startsWith("source");
      if (version.matches() && version.group(3).equals(old)) {
        open.add(Place.full(line.start() + version.start(3), line.start() + version.end(3)));
      }
    }
    return places;
  }

  /** The name in a table. */
  static List<String> names(String text, String of) {
    List<String> names = new ArrayList<>();
    String table = "";
    for (Line line : lines(text)) {
      table = line.head().isEmpty() ? table : line.head();
      Matcher m = NAME.matcher(line.text());
      if (m.matches() && inside(table, m.group(1)).equals(of)) {
        names.add(m.group(2));
      }
    }
    return names;
  }

  private static String inside(String table, String dotted) {
    String further = dotted.replaceAll("\\s", "").replaceFirst("\\.$", "");
    return table.isEmpty() || further.isEmpty() ? table + further : table + "." + further;
  }

  private record Line(int start, String text, String head) {}

  /** The lines outside of text that goes over several; the head of a table without its brackets. */
  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    String open = "";
    for (int start = FileText.begin(text); start < text.length();) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
      if (open.isEmpty()) {
        String bare = line.strip();
        boolean head = bare.startsWith("[") && bare.indexOf(']') > 0 && !bare.contains("=");
        lines.add(new Line(start, line, head ? bare.substring(0, bare.lastIndexOf(']')).replaceAll("[\\[\\]\\s]", "") : ""));
      }
      for (String quotes : new String[] {"\"\"\"", "'''"}) {
        boolean odd = line.split(Pattern.quote(quotes), -1).length % 2 == 0;
        open = odd && open.isEmpty() ? quotes : odd && open.equals(quotes) ? "" : open;
      }
      start = end + 1;
    }
    return lines;
  }
}
