package dev.slipway.cli.pipeline;

import dev.slipway.cli.init.InitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Small projects of every kind that pipelines are written for. */
final class Samples {
  private static final String POM = """
      <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId><artifactId>shop</artifactId><version>1.2.0</version>
        <properties><maven.compiler.release>25</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>6.1.3</version>
        <scope>test</scope></dependency></dependencies>
        <build><plugins>
          <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.15.0</version></plugin>
          <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
          <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
          <plugin><artifactId>maven-jar-plugin</artifactId><version>3.4.2</version>
            <configuration><archive><manifest><mainClass>Main</mainClass></manifest></archive></configuration></plugin>
        </plugins></build>
      </project>
      """;

  static final Map<String, Map<String, String>> ALL =
      Map.of(
          "maven", Map.of("pom.xml", POM, "src/main/java/Main.java",
              "public class Main { public static void main(String[] a) { System.out.println(1); } }",
              "src/test/java/MainTest.java",
              "class MainTest { @org.junit.jupiter.api.Test void adds() { org.junit.jupiter.api.Assertions.assertEquals(2, 1 + 1); } }",
                  ".gitignore", "target/\n"),
          "gradle", Map.of("build.gradle", "plugins { id 'java' }\nversion = '1.0.0'\n", "settings.gradle",
              "rootProject.name = 'shop'\n", "gradle.lockfile", "a:b:1=runtimeClasspath\n"),
          "node", Map.of("package.json", "{\"name\":\"shop\",\"version\":\"1.0.0\",\"scripts\":{\"start\":\"node server.js\","
              + "\"test\":\"node --test\"}}",
              "package-lock.json", "{\"name\":\"shop\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"requires\":true,"
                  + "\"packages\":{\"\":{\"name\":\"shop\",\"version\":\"1.0.0\"}}}",
              "server.js", "require('http').createServer((q, r) => r.end('ok')).listen(process.env.PORT, '127.0.0.1')\n",
              "test/adds.test.js", "require('node:test')('adds', () => require('node:assert').equal(1 + 1, 2))\n",
              ".gitignore", "node_modules/\nslipway-app/\nreports/\n"),
          "python", Map.of("app.py", "import http.server, os\n\n\ndef two():\n    return 2\n\n\nif __name__ == '__main__':\n    "
              + "http.server.HTTPServer(('127.0.0.1', "
              + "int(os.environ['PORT'])), http.server.SimpleHTTPRequestHandler).serve_forever()\n",
              "test_app.py", "import unittest\nimport app\n\n\nclass AppTest(unittest.TestCase):\n    def test_two(self):\n        "
                  + "self.assertEqual(app.two(), 2)\n",
              ".gitignore", "slipway-app/\n__pycache__/\n"),
          "dotnet", Map.of("Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>"
              + System.getProperty("test.dotnet", "net9.0") + "</TargetFramework></PropertyGroup></Project>", "Program.cs",
              "using Microsoft.AspNetCore.Hosting;\nusing Microsoft.Extensions.Hosting;\n\npublic class Program\n{\n    public static void "
                  + "Main(string[] args) =>\n        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app => "
                  + "{ })).Build().Run();\n}\n",
              ".gitignore", "bin/\nobj/\ndist/\n"),
          "go", Map.of("go.mod", "module example.com/shop\n\ngo 1.19\n\nrequire golang.org/x/net v0.30.0\n", "main.go",
              "package main\n\nimport \"os\"\n\nfunc main() { os.Getenv(\"PORT\") }\n"));

  private Samples() {}

  /** A project with its slipway.yaml, in which dev is added to the environments that init writes. */
  static Path write(Path folder, String kind) throws IOException {
    for (Map.Entry<String, String> file : ALL.get(kind).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    InitFile.write(folder);
    Path config = folder.resolve("slipway.yaml");
    Files.writeString(config, Files.readString(config).stripTrailing() + "\n\n  dev:\n    listen: 18099\n");
    return folder;
  }
}
