package dev.slipway.gates.report;

import java.io.IOException;
import java.io.Reader;

/**
 * XML with its tags alone, and its text where that is asked for: comments, CDATA, instructions and the document type are left out
 * before any parser sees them. Nothing that a report's numbers need is lost, no entity can be declared, and no piece that a parser keeps
 * whole is longer than {@value #MOST_TAG} characters.
 */
final class StrippedXml extends Reader {
  static final int MOST_TAG = 4 << 20;

  private static final int MOST_TEXT_PIECE = 8192;

  private final Reader in;
  private final ReportFile file;
  private final boolean withText;
  private final StringBuilder tag = new StringBuilder();
  private int given;
  private boolean ended;
  private boolean tagBegins;
  private boolean insideAtEnd;

  StrippedXml(Reader in, ReportFile file, boolean withText) {
    this.in = in;
    this.file = file;
    this.withText = withText;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    while (given == tag.length() && !ended) {
      next();
    }
    int n = Math.min(length, tag.length() - given);
    if (n == 0) {
      return length == 0 ? 0 : -1;
    }
    tag.getChars(given, given + n, into, offset);
    given += n;
    return n;
  }

  /** Whether everything was taken. */
  boolean atEnd() {
    return ended && given == tag.length();
  }

  /** Whether it ends within a tag, a comment or the like. */
  boolean endsInside() {
    return insideAtEnd;
  }

  /** Takes text up to the next tag, and that tag. */
  private void next() throws IOException {
    tag.setLength(0);
    given = 0;
    int c = tagBegins ? '<' : in.read();
    while (c >= 0 && c != '<' && tag.length() < MOST_TEXT_PIECE) {
      if (withText) {
        tag.append((char) c);
      }
      c = in.read();
    }
    tagBegins = c == '<' && !tag.isEmpty();
    ended = c < 0;
    if (ended || !tag.isEmpty()) {
      tag.append(ended || tagBegins ? "" : Character.toString(c));
      return;
    }
    tag.append('<');
    c = more();
    if (c == '?') {
      skipTo("?>");
    } else if (c == '!') {
      declaration();
    } else {
      element(c);
    }
  }

  private void element(int first) throws IOException {
    int quote = 0;
    int c = first;
    while (c >= 0) {
      tag.append((char) c);
      if (quote == 0 && c == '>') {
        return;
      }
      if (c == '"' || c == '\'') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      if (tag.length() > MOST_TAG) {
        throw file.excessive("one of its tags is longer than " + (MOST_TAG >> 20) + " Mi characters");
      }
      c = more();
    }
  }

  private void declaration() throws IOException {
    int c = more();
    if (c == '-') {
      more();
      skipTo("-->");
    } else if (c == '[') {
      skipTo("]]>");
    } else {
      documentType();
    }
  }

  /** Names a document type at most; one that declares something of its own is no report's. */
  private void documentType() throws IOException {
    int c = more();
    while (c >= 0 && c != '>') {
      if (c == '[') {
        throw file.excessive("its document type declares entities of its own, which are never read");
      }
      c = more();
    }
    tag.setLength(0);
  }

  private void skipTo(String end) throws IOException {
    int older = 0;
    int old = 0;
    for (int c = more(); c >= 0 && !(c == '>' && old == end.charAt(end.length() - 2) && (end.length() == 2 || older == end.charAt(0)));) {
      older = old;
      old = c;
      c = more();
    }
    tag.setLength(0);
  }

  private int more() throws IOException {
    int c = in.read();
    if (c < 0) {
      ended = true;
      insideAtEnd = true;
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
