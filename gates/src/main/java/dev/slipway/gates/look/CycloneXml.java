package dev.slipway.gates.look;

import dev.slipway.gates.report.ReportFile;
import dev.slipway.gates.report.XmlReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** CycloneDX as XML. Components may lie in components; each is told when it ends. */
final class CycloneXml implements XmlReport.Teller {
  private static final int MOST_TEXT = 4_000;
  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
  private static final Set<String> LICENCE = Set.of("licenses/license/id", "licenses/license/name", "licenses/expression");

  private final ReportFile report;
  private final Consumer<Inventory.Component> told;
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private String version = "";

  CycloneXml(ReportFile report, Consumer<Inventory.Component> told) {
    this.report = report;
    this.told = told;
  }

  /** A component whose end is yet to come. */
  private record Open(String path, Map<String, String> texts, List<String> licences) {}

  String read() {
    XmlReport.read(report, this);
    if (version.isEmpty()) {
      throw report.otherForm("bill of materials of CycloneDX 1 as XML", "it does not begin with CycloneDX's <bom>");
    }
    return "CycloneDX " + version;
  }

  @Override
  public boolean wantsText() {
    return true;
  }

  @Override
  public void begins(String path, XmlReport.Tag tag) {
    text.setLength(0);
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!path.contains("/")) {
      String prefix = name.contains(":") ? ":" + name.substring(0, name.indexOf(':')) : "";
      String space = tag.text("xmlns" + prefix).orElse("");
      boolean known = plain(name).equals("bom") && space.matches("\\Q" + NAMESPACE + "\\E1\\.[0-9]{1,2}");
      version = known ? space.substring(NAMESPACE.length()) : "";
    } else if (plain(path).matches("bom/components/component(/components/component)*")) {
      open.push(new Open(path, new HashMap<>(), new ArrayList<>()));
    }
  }

  @Override
  public void text(String path, String piece) {
    if (text.length() < MOST_TEXT) {
      text.append(piece, 0, Math.min(piece.length(), MOST_TEXT));
    }
  }

  @Override
  public void ends(String path) {
    if (open.isEmpty()) {
      return;
    }
    Open component = open.peek();
    if (path.equals(component.path())) {
      open.pop();
      String group = component.texts().getOrDefault("group", "");
      String name = component.texts().getOrDefault("name", "");
      told.accept(new Inventory.Component(group.isEmpty() ? name : group + ":" + name, component.texts().getOrDefault("version", ""),
          component.licences()));
    } else if (path.startsWith(component.path() + "/")) {
      String inside = plain(path.substring(component.path().length() + 1));
      String said = text.toString().strip();
      if (LICENCE.contains(inside) && !said.isEmpty()) {
        component.licences().add(said);
      } else if (!inside.contains("/")) {
        component.texts().put(inside, said);
      }
    }
    text.setLength(0);
  }

  /** Without the prefixes of namespaces. */
  private static String plain(String path) {
    return path.replaceAll("[^/:]*:", "");
  }
}
