package dev.slipway.gates.sbom;

import java.util.Collection;

/** One package of a lock file in TOML, as its lines come. */
final class TomlPackage {
  private final String type;
  private final Collection<Part> parts;
  private boolean open;
  private String name = "";
  private String version = "";
  private String source = "";

  TomlPackage(String type, Collection<Part> parts) {
    this.type = type;
    this.parts = parts;
  }

  void begin(boolean isPackage) {
    open = isPackage;
  }

  void set(String key, String value) {
    if (!open) {
      return;
    }
    String text = value.strip().replaceAll("^\"|\"$", "");
    switch (key) {
      case "name" -> name = text;
      case "version" -> version = text;
      default -> source = text;
    }
  }

  void end() {
    boolean local = type.equals("cargo") ? source.isEmpty() : source.contains("virtual") || source.contains("editable");
    if (open && !local) {
      JsonLocks.add(parts, type, type.equals("pypi") ? TextLocks.pypi(name) : name, version);
    }
    open = false;
    name = "";
    version = "";
    source = "";
  }
}
