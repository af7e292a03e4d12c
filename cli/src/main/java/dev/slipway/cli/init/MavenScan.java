package dev.slipway.cli.init;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a pom.xml as far as the name of the jar and the framework go. */
final class MavenScan {
  private static final int MOST_MODULES = 100;

  private MavenScan() {}

  static Optional<Recipe> scan(Folder folder) {
    if (!folder.has("pom.xml")) {
      return Optional.empty();
    }
    Element top = pom(folder);
    if (!child(top, "packaging").equals("pom")) {
      return Optional.of(recipe(folder, top, "", folder.text("pom.xml")));
    }
    String inherited = folder.text("pom.xml");
    for (String module : modules(top)) {
      Folder inner = folder.folder(module);
      String text = inner.text("pom.xml");
      if (!text.isEmpty() && isRunnable(text) && !child(pom(inner), "packaging").equals("pom")) {
        return Optional.of(recipe(inner, pom(inner), module + "/", text + inherited));
      }
    }
    return Optional.empty();
  }

  private static Recipe recipe(Folder folder, Element pom, String prefix, String text) {
    String name = child(pom, "artifactId").isEmpty() ? folder.name() : child(pom, "artifactId");
    String version = version(pom);
    String build = folder.has("mvnw") && prefix.isEmpty() ? "./mvnw package" : "mvn package";
    Recipe recipe;
    if (text.contains("quarkus-maven-plugin")) {
      recipe = Recipe.of(name, prefix + "target/quarkus-app",
          "java -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port=${port} -jar ${artifact}/quarkus-run.jar");
      recipe = text.contains("smallrye-health") ? recipe.readyAt("/q/health/ready") : recipe;
    } else {
      recipe = jar(name, prefix + "target/" + jarName(pom, name), text);
    }
    return recipe.builtBy(build).inVersion(version);
  }

  private static Recipe jar(String name, String file, String text) {
    if (text.contains("spring-boot")) {
      Recipe recipe = Recipe.of(name, file, "java -jar ${artifact} --server.port=${port}");
      return text.contains("spring-boot-starter-actuator") ? recipe.readyAt("/actuator/health") : recipe;
    }
    if (text.contains("micronaut")) {
      return Recipe.of(name, file, "java -Dmicronaut.server.port=${port} -jar ${artifact}");
    }
    Recipe recipe = Recipe.of(name, file, "java -jar ${artifact}").noting("The program must listen on the port in the variable PORT.");
    boolean fat = text.contains("maven-shade-plugin") || text.contains("maven-assembly-plugin") || text.contains("<mainClass>");
    return fat ? recipe : recipe.noting("The jar must run with java -jar: maven-shade-plugin makes one that holds its libraries.");
  }

  private static String jarName(Element pom, String artifactId) {
    String packaging = child(pom, "packaging").equals("war") ? ".war" : ".jar";
    String finalName = first(pom, "build").map(b -> child(b, "finalName")).orElse("");
    if (finalName.isEmpty()) {
      return artifactId + "-${version}" + packaging;
    }
    String named = finalName.replaceAll("\\$\\{(project\\.)?artifactId}", artifactId)
        .replaceAll("\\$\\{(project\\.)?version}", "\\${version}");
    return (named.replace("${version}", "").contains("${") ? artifactId + "-${version}" : named) + packaging;
  }

  private static String version(Element pom) {
    String own = child(pom, "version");
    String written = own.isEmpty() ? first(pom, "parent").map(p -> child(p, "version")).orElse("") : own;
    if (written.matches("\\$\\{[A-Za-z0-9._-]+}")) {
      String property = written.substring(2, written.length() - 1);
      written = first(pom, "properties").map(p -> child(p, property)).orElse("");
    }
    return written.matches("[A-Za-z0-9][A-Za-z0-9._+-]*") ? written : Recipe.FIRST_VERSION;
  }

  private static boolean isRunnable(String text) {
    return text.contains("spring-boot-maven-plugin") || text.contains("quarkus-maven-plugin") || text.contains("<mainClass>")
        || text.contains("maven-shade-plugin");
  }

  private static List<String> modules(Element pom) {
    List<String> modules = new ArrayList<>();
    first(pom, "modules").ifPresent(m -> children(m, "module").forEach(e -> modules.add(e.getTextContent().strip())));
    return modules.stream().filter(m -> m.matches("[A-Za-z0-9._/-]+") && !m.contains("..")).limit(MOST_MODULES).toList();
  }

  private static Element pom(Folder folder) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // the one it has prints to standard error
      Document document = builder.parse(new InputSource(new StringReader(folder.text("pom.xml"))));
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("SLW-6052 " + folder.path().resolve("pom.xml") + " cannot be understood (" + e.getMessage()
          + "). Nothing was changed", e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(name)) {
        found.add(e);
      }
    }
    return found;
  }

  private static Optional<Element> first(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  private static String child(Element parent, String name) {
    return first(parent, name).map(e -> e.getTextContent().strip()).orElse("");
  }
}
