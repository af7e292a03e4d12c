package dev.slipway.cli.view;

import java.io.PrintStream;

/** Where output goes: a person's terminal, with colours and redrawing, or a log, with plain lines. */
public final class Terminal {
  private final PrintStream out;
  private final boolean live;
  private int drawn;

  private Terminal(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /** This process's standard output. NO_COLOR and a dumb terminal are respected. */
  public static Terminal standard() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    String type = System.getenv("TERM");
    boolean dumb = type == null || type.equals("dumb") || System.getenv("NO_COLOR") != null;
    return new Terminal(System.out, terminal && !dumb);
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

  /** A picture that the next one replaces. */
  public void draw(String picture) {
    erase();
    out.print(picture);
    out.flush();
    drawn = (int) picture.chars().filter(c -> c == '\n').count();
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
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
