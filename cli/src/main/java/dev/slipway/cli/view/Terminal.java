package dev.slipway.cli.view;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where output goes: a person's terminal, with colours and redrawing, or a log, with plain lines. */
public final class Terminal {
  private static final int DRAWS_A_SIZE = 40;
  /** A line wider than the terminal is cut at its edge: one that wrapped would shift every line below it at the next drawing. */
  private static final String CUT_LINES = "\u001b[?7l";
  private static final String WRAP_LINES = "\u001b[?7h";

  private final PrintStream out;
  private final boolean live;
  private final Supplier<Optional<TerminalSize>> size;
  private List<String> drawn = List.of();
  private Optional<TerminalSize> known = Optional.empty();
  private int draws;

  private Terminal(PrintStream out, boolean live, Supplier<Optional<TerminalSize>> size) {
    this.out = out;
    this.live = live;
    this.size = size;
  }

  /** This process's standard output. NO_COLOR and a dumb terminal are respected. */
  public static Terminal standard() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    String type = System.getenv("TERM");
    boolean dumb = type == null || type.equals("dumb") || System.getenv("NO_COLOR") != null;
    return new Terminal(System.out, terminal && !dumb, TerminalSize::ask);
  }

  /** Another place for output. */
  static Terminal to(PrintStream out, boolean live, int rows) {
    return new Terminal(out, live, () -> Optional.of(new TerminalSize(rows, 100)));
  }

  /** Whether a person watches, so that a picture may be redrawn in place. */
  public boolean live() {
    return live;
  }

  /** A line that stays. */
  public void line(String text) {
    erase();
    out.println(text);
    out.flush();
  }

  /** A picture that the next one replaces: only lines that changed are written, and none that would not fit on the screen. */
  public void draw(String picture) {
    if (draws++ % DRAWS_A_SIZE == 0) {
      known = size.get();
    }
    List<String> next = picture.lines().limit(known.map(k -> k.rows() - 1L).orElse(Long.MAX_VALUE)).toList();
    if (next.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder(CUT_LINES).append(drawn.isEmpty() ? "" : "\u001b[" + drawn.size() + "A");
    for (int i = 0; i < next.size(); i++) {
      boolean same = i < drawn.size() && drawn.get(i).equals(next.get(i));
      text.append(same ? "" : next.get(i) + "\u001b[K").append('\n');
    }
    out.print(text.append(next.size() < drawn.size() ? "\u001b[J" : "").append(WRAP_LINES));
    out.flush();
    drawn = next;
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      out.print("\u001b[" + drawn.size() + "A\u001b[J");
      drawn = List.of();
    }
  }

  /** Text in a colour, where there are colours. */
  public String colour(Colour colour, String text) {
    return live ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
  }

  /** What a colour stands for. */
  public enum Colour {
    /** Well. */
    GOOD("32"),
    /** Bad. */
    BAD("31"),
    /** Needs a look. */
    LOOK("33"),
    /** Beside the point. */
    FAINT("2"),
    /** Names. */
    STRONG("1");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }
}
