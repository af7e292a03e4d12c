package dev.slipway.gates.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A report in XML, told tag by tag: names, attributes, and text where it is asked for. Memory does not grow with its size. */
public final class XmlReport {
  private static final int MOST_DEPTH = 90;
  private static final XMLInputFactory FACTORY = factory();

  private XmlReport() {}

  /** Who is told. */
  public interface Teller {
    /**
     * A tag begins.
     *
     * @param path names from the root down to this one, with slashes
     */
    void begins(String path, Tag tag);

    /** A tag ends. */
    default void ends(String path) {}

    /** Whether text is told too. */
    default boolean wantsText() {
      return false;
    }

    /** A piece of the text directly within a tag; long ones come in several. */
    default void text(String path, String piece) {}
  }

  /** The attributes of a tag. */
  public interface Tag {
    /** Its value, where it is there. */
    Optional<String> text(String attribute);

    /** Its value as a number, where it is one. */
    default Optional<Double> number(String attribute) {
      return text(attribute).filter(t -> t.matches("-?[0-9]{1,15}(\\.[0-9]{1,18})?([eE]-?[0-9]{1,3})?")).map(Double::parseDouble);
    }
  }

  /** Reads all of it. */
  public static void read(ReportFile file, Teller teller) {
    try (InputStream in = file.open();
        StrippedXml stripped = new StrippedXml(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16), file,
            teller.wantsText())) {
      read(file, stripped, teller);
      if (stripped.endsInside()) {
        throw file.truncated("after its last tag");
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static void read(ReportFile file, StrippedXml stripped, Teller teller) throws IOException {
    Deque<String> paths = new ArrayDeque<>();
    try {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(stripped);
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          String path = paths.isEmpty() ? xml.getLocalName() : paths.getFirst() + "/" + xml.getLocalName();
          paths.push(path);
          if (paths.size() > MOST_DEPTH) {
            throw file.excessive("its tags are nested more than " + MOST_DEPTH + " deep");
          }
          teller.begins(path, name -> Optional.ofNullable(xml.getAttributeValue(null, name)));
        } else if (event == XMLStreamConstants.CHARACTERS && !paths.isEmpty()) {
          teller.text(paths.getFirst(), xml.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          teller.ends(paths.pop());
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io) {
        throw io;
      }
      String at = paths.isEmpty() ? "" : "<" + paths.getFirst().substring(paths.getFirst().lastIndexOf('/') + 1) + ">";
      boolean cut = stripped.atEnd() && (!paths.isEmpty() || stripped.endsInside());
      throw cut ? file.truncated("within " + (at.isEmpty() ? "its first tag" : at))
          : file.malformed("it is no XML" + (at.isEmpty() ? "" : ", at " + at));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }
}
