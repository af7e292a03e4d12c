package dev.slipway.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a .NET project: published into a folder, and that folder shipped. */
final class DotNetScan {
  private static final Pattern ASSEMBLY = Pattern.compile("<AssemblyName>([A-Za-z0-9._-]+)</AssemblyName>");

  private DotNetScan() {}

  static Optional<Recipe> scan(Folder folder) {
    List<String> projects = new ArrayList<>();
    for (String kind : List.of("*.csproj", "*.fsproj", "*.vbproj")) {
      projects.addAll(folder.matching(kind));
    }
    if (projects.isEmpty()) {
      return Optional.empty();
    }
    String project = projects.stream().filter(p -> folder.text(p).contains("Microsoft.NET.Sdk.Web")).findFirst()
        .orElse(projects.getFirst());
    String text = folder.text(project);
    Matcher assembly = ASSEMBLY.matcher(text);
    String name = assembly.find() ? assembly.group(1) : project.replaceFirst("\\.[a-z]+proj$", "");
    boolean web = text.contains("Microsoft.NET.Sdk.Web");
    String program = name.matches("[A-Za-z0-9._-]+") ? name + ".dll" : "'" + name + ".dll'";
    Recipe recipe = Recipe.of(name, "dist", "exec dotnet ${artifact}/" + program + (web ? " --urls http://127.0.0.1:${port}" : ""))
        .builtBy("dotnet publish -c Release -o dist");
    return Optional.of(web ? recipe : recipe.noting("The program must listen on the port in the variable PORT."));
  }
}
