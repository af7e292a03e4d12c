package dev.slipway.release.files;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads XML only to know what stands where. No entity is ever replaced and nothing outside the text is ever looked at; what a document
 * type declares is passed over.
 */
final class XmlScan {
  private static final int MOST_DEPTH = 200;

  private final String text;
  private int at;

  private XmlScan(String text) {
    this.text = text;
    this.at = FileText.begin(text);
  }

  /** The elements, below one that stands for the text. */
  static XmlNode read(String text) {
    return new XmlScan(text).document();
  }

  private XmlNode document() {
    XmlNode root = new XmlNode("", text, 0);
    Deque<XmlNode> open = new ArrayDeque<>();
    open.push(root);
    for (at = text.indexOf('<', at); at >= 0; at = text.indexOf('<', at)) {
      if (text.startsWith("<!--", at)) {
        skip("-->");
      } else if (text.startsWith("<![CDATA[", at)) {
        skip("]]>");
      } else if (text.startsWith("<?", at)) {
        skip("?>");
      } else if (text.startsWith("<!", at)) {
        skipDeclaration();
      } else if (text.startsWith("</", at)) {
        close(open);
      } else {
        open(open);
      }
    }
    if (open.size() != 1 || root.children().size() != 1) {
      throw new UnreadableFileException("is no XML with one element that holds all");
    }
    return root;
  }

  private void skip(String end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw broken();
    }
    at = found + end.length();
  }

  /** A document type may hold declarations in brackets, and those may hold quotes. */
  private void skipDeclaration() {
    int depth = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = text.indexOf(c, at + 1);
        if (at < 0) {
          throw broken();
        }
      } else if (c == '<') {
        depth++;
      } else if (c == '>' && --depth == 0) {
        at++;
        return;
      }
    }
    throw broken();
  }

  private void close(Deque<XmlNode> open) {
    int end = text.indexOf('>', at);
    XmlNode node = open.peek();
    if (end < 0 || open.size() < 2 || node == null || !local(text.substring(at + 2, end).strip()).equals(node.name())) {
      throw broken();
    }
    node.endAt(at);
    open.pop();
    at = end + 1;
  }

  private void open(Deque<XmlNode> open) {
    int nameEnd = at + 1;
    while (nameEnd < text.length() && !Character.isWhitespace(text.charAt(nameEnd)) && "/>".indexOf(text.charAt(nameEnd)) < 0) {
      nameEnd++;
    }
    int end = tagEnd(nameEnd);
    boolean empty = text.charAt(end - 1) == '/';
    XmlNode node = new XmlNode(local(text.substring(at + 1, nameEnd)), text, end + 1);
    attributes(node, nameEnd, end);
    XmlNode parent = open.peek();
    if (parent == null || nameEnd == at + 1 || open.size() > MOST_DEPTH) {
      throw broken();
    }
    parent.add(node);
    if (!empty) {
      open.push(node);
    }
    at = end + 1;
  }

  private int tagEnd(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          break;
        }
      } else if (c == '>') {
        return i;
      }
    }
    throw broken();
  }

  private void attributes(XmlNode node, int from, int to) {
    int i = from;
    for (int equals = text.indexOf('=', i); equals > 0 && equals < to; equals = text.indexOf('=', i)) {
      String key = text.substring(i, equals).strip();
      int quote = equals + 1;
      while (quote < to && Character.isWhitespace(text.charAt(quote))) {
        quote++;
      }
      int end = quote < to ? text.indexOf(text.charAt(quote), quote + 1) : -1;
      if (end < 0 || end > to) {
        throw broken();
      }
      node.attribute(local(key), quote + 1, end);
      i = end + 1;
    }
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private UnreadableFileException broken() {
    long line = text.substring(0, Math.min(Math.max(at, 0), text.length())).chars().filter(c -> c == '\n').count() + 1;
    return new UnreadableFileException("is no XML (line " + line + ")");
  }
}
