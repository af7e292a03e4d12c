package dev.slipway.gates.report;

import java.io.IOException;
import java.io.Reader;

/**
 * XML with its tags alone: text, comments, CDATA, instructions and the document type are left out before any parser sees them. Nothing
 * that a report's numbers need is lost, no entity can be declared, and no piece that a parser keeps whole is longer than
 * {@value #MOST_TAG} characters.
 */
final class StrippedXml extends Reader {
  static final int MOST_TAG = 4 << 20;

  private final Reader in;
  private final ReportFile file;
  private final StringBuilder tag = new StringBuilder();
  private int given;
  private boolean ended;
  private boolean insideAtEnd;

  StrippedXml(Reader in, ReportFile file) {
    this.in = in;
    this.file = file;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (given == tag.length() && !ended) {
      next();
    }
    int n = Math.min(length, tag.length() - given);
    if (n == 0) {
      return -1;
    }
    tag.getChars(given, given + n, into, offset);
    given += n;
    return n;
  }

  /** Whether everything was taken. */
  boolean atEnd() {
    return ended && given == tag.length();
  }

  /** Whether the text ends within a tag, a comment or the like. */
  boolean endsInside() {
    return insideAtEnd;
  }

  /** Takes text up to the next tag, and that tag. */
  private void next() throws IOException {
    tag.setLength(0);
    given = 0;
    int c = in.read();
    while (c >= 0 && c != '<') {
      c = in.read();
    }
    if (c < 0) {
      ended = true;
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
    int matched = 0;
    int c = more();
    while (c >= 0) {
      if (c == end.charAt(matched)) {
        matched++;
      } else if (!(matched == 2 && end.length() == 3 && c == end.charAt(0) && end.charAt(1) == c)) {
        matched = c == end.charAt(0) ? 1 : 0;
      }
      if (matched == end.length()) {
        tag.setLength(0);
        return;
      }
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
