package dev.slipway.release.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Projects of .NET and the property files they share: the properties that hold a version, wherever a group of them stands. */
final class DotNetPlaces implements Places {
  private static final Map<String, Place.Form> PROPERTIES = Map.of(
      "Version", Place.Form.FULL,
      "PackageVersion", Place.Form.FULL,
      "InformationalVersion", Place.Form.FULL,
      "VersionPrefix", Place.Form.CORE,
      "AssemblyVersion", Place.Form.FOUR,
      "FileVersion", Place.Form.FOUR);

  @Override
  public List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    boolean prefix = false;
    for (XmlNode group : XmlScan.read(text).all("PropertyGroup")) {
      for (XmlNode property : group.children()) {
        Place.Form form = PROPERTIES.get(property.name());
        if (form != null && Place.isVersion(property.text())) {
          property.place().ifPresent(p -> places.add(new Place(p.start(), p.end(), form)));
          prefix |= property.name().equals("VersionPrefix");
        }
      }
    }
    if (prefix) {
      XmlScan.read(text).all("VersionSuffix").forEach(s -> s.place().filter(p -> p.in(text).matches("[0-9A-Za-z.-]+"))
          .ifPresent(p -> places.add(new Place(p.start(), p.end(), Place.Form.SUFFIX))));
    }
    return places;
  }
}
