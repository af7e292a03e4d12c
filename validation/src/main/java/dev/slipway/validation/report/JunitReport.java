package dev.slipway.validation.report;

import dev.slipway.core.check.CheckGroup;
import dev.slipway.validation.Outcome;
import dev.slipway.validation.Report;
import dev.slipway.validation.Result;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report as JUnit XML: a suite for each group, a case for each check; a warning is a case that passed and says so in its output. */
public final class JunitReport {
  private JunitReport() {}

  /** The whole document. */
  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      counts(xml, "slipway validate " + report.target() + " at " + report.address(), report.results(), report.millis());
      for (CheckGroup group : CheckGroup.values()) {
        List<Result> results = report.results().stream().filter(r -> r.group() == group).toList();
        if (!results.isEmpty()) {
          suite(xml, report, group, results);
        }
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory could not be written", e);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, Report report, CheckGroup group, List<Result> results) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    counts(xml, group.word(), results, results.stream().mapToLong(Result::millis).sum());
    // Without its zone, as the schema of such files wants it; it is UTC, as the property beside it says.
    attribute(xml, "timestamp", report.at().toString().replace("Z", ""));
    xml.writeStartElement("properties");
    property(xml, "service", report.target().service());
    property(xml, "environment", report.target().environment());
    property(xml, "address", report.address());
    property(xml, "at", report.at().toString());
    xml.writeEndElement();
    for (Result result : results) {
      xml.writeStartElement("testcase");
      attribute(xml, "classname", "slipway." + group.word());
      attribute(xml, "name", result.name());
      attribute(xml, "time", seconds(result.millis()));
      switch (result.outcome()) {
        case FAILED -> element(xml, "failure", result.finding().why(), result.line());
        case SKIPPED -> element(xml, "skipped", result.finding().why(), "");
        case WARNED -> element(xml, "system-out", "", "warning: " + result.line());
        case PASSED -> element(xml, "system-out", "", result.line());
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void counts(XMLStreamWriter xml, String name, List<Result> results, long millis) throws XMLStreamException {
    attribute(xml, "name", name);
    attribute(xml, "tests", Integer.toString(results.size()));
    attribute(xml, "failures", Long.toString(results.stream().filter(r -> r.outcome() == Outcome.FAILED).count()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", Long.toString(results.stream().filter(r -> r.outcome() == Outcome.SKIPPED).count()));
    attribute(xml, "time", seconds(millis));
  }

  private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, valid(value));
  }

  private static void element(XMLStreamWriter xml, String name, String message, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    if (!message.isEmpty()) {
      attribute(xml, "message", message);
    }
    xml.writeCharacters(valid(text));
    xml.writeEndElement();
  }

  /** Without what XML 1.0 cannot hold, however it is escaped. */
  private static String valid(String text) {
    return text.codePoints().map(c -> allowed(c) ? c : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static boolean allowed(int c) {
    boolean blank = c == 9 || c == 10 || c == 13;
    boolean basic = (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd);
    return blank || basic || c >= 0x10000;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
