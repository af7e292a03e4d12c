package dev.slipway.gates.sbom;

import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The dependencies that a pom.xml itself writes with their versions. Maven has no lock file, so what they bring along is not known here.
 */
final class MavenPom {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_DEPTH = 60;

  private MavenPom() {}

  static void read(ReportFile file, Collection<Part> parts) {
    Map<String, String> values = new HashMap<>();
    try (InputStream in = file.open()) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.contains("<!DOCTYPE") || bytes.length == MOST_BYTES) {
        throw file.excessive("no pom.xml declares a document type or has 4 MiB");
      }
      walk(text, values, parts);
    } catch (IOException e) {
      throw file.unreadable(e);
    } catch (XMLStreamException e) {
      throw GateFault.failed("SLW-6115", file.name() + " cannot be understood: it is no XML", "Look at what wrote it");
    }
  }

  private static void walk(String text, Map<String, String> values, Collection<Part> parts) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new java.io.StringReader(text));
    StringBuilder path = new StringBuilder();
    StringBuilder content = new StringBuilder();
    int depth = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.append('/').append(xml.getLocalName());
        content.setLength(0);
        if (++depth > MOST_DEPTH) {
          throw new XMLStreamException("too deep");
        }
      } else if (event == XMLStreamConstants.CHARACTERS) {
        content.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        ended(path.toString(), content.toString().strip(), values, parts);
        path.setLength(path.lastIndexOf("/"));
        depth--;
      }
    }
  }

  private static void ended(String path, String content, Map<String, String> values, Collection<Part> parts) {
    if (path.matches("/project/properties/[^/]+")) {
      values.put(path.substring("/project/properties/".length()), content);
    } else if (path.equals("/project/version") || path.equals("/project/parent/version")) {
      values.putIfAbsent("project.version", content);
    } else if (path.matches("/project/dependencies/dependency/(groupId|artifactId|version|scope)")) {
      values.put("dependency/" + path.substring(path.lastIndexOf('/') + 1), content);
    } else if (path.equals("/project/dependencies/dependency")) {
      String version = values.getOrDefault("dependency/version", "");
      String resolved = version.startsWith("${") && version.endsWith("}")
          ? values.getOrDefault(version.substring(2, version.length() - 1), "") : version;
      if (!java.util.List.of("test", "provided").contains(values.getOrDefault("dependency/scope", "compile"))) {
        JsonLocks.add(parts, "maven", values.getOrDefault("dependency/groupId", "") + "/"
            + values.getOrDefault("dependency/artifactId", ""), resolved);
      }
      values.keySet().removeIf(k -> k.startsWith("dependency/"));
    }
  }
}
