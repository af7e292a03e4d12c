package dev.slipway.adapters.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of comma-separated values (RFC 4180): quoted where a field holds a comma, a quote or a line end; lines end with LF or CRLF.
 *
 * @param line where it begins, from 1
 */
record CsvRecord(int line, List<String> fields) {

  /** All records of a text; blank lines are none. */
  static List<CsvRecord> of(String file, String text) throws CsvFault {
    return new Reader(file, text).records();
  }

  /** Goes through a text once. */
  private static final class Reader {
    private final String file;
    private final String text;
    private int at;
    private int line = 1;

    Reader(String file, String text) {
      this.file = file;
      this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    List<CsvRecord> records() throws CsvFault {
      List<CsvRecord> records = new ArrayList<>();
      while (at < text.length()) {
        int begin = line;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
          at++;
          fields.add(field());
        }
        lineEnd();
        if (fields.size() > 1 || !fields.getFirst().isBlank()) {
          records.add(new CsvRecord(begin, fields));
        }
      }
      return records;
    }

    private String field() throws CsvFault {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      int begin = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        if (text.charAt(at) == '"') {
          throw CsvFault.line(file, line, "has a quote in the middle of a field; a field with quotes is written \"as \"\"this\"\"\"");
        }
        at++;
      }
      return text.substring(begin, at).strip();
    }

    private String quoted() throws CsvFault {
      int begin = line;
      StringBuilder field = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        boolean doubled = c == '"' && at < text.length() && text.charAt(at) == '"';
        if (c == '"' && !doubled) {
          return field.toString();
        }
        at += doubled ? 1 : 0;
        line += c == '\n' ? 1 : 0;
        field.append(c);
      }
      throw CsvFault.line(file, begin, "begins a quoted field that does not end");
    }

    private void lineEnd() throws CsvFault {
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) != '\n') {
        throw CsvFault.line(file, line, "goes on behind a quoted field; a comma or the end of the line belongs there");
      }
      at++;
      line++;
    }
  }
}
