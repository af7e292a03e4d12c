package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.adapters.yaml.ReadResult;
import dev.slipway.adapters.yaml.SlipwayYaml;
import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class InitFileTest {
  @TempDir Path folder;

  @Test
  void maven_with_spring_boot() throws IOException {
    put("pom.xml", pom("<artifactId>shop</artifactId><version>1.4.0</version>", "<artifactId>spring-boot-starter-actuator</artifactId>"));
    Written written = write();
    assertEquals("a Maven project", written.kind());
    assertEquals("mvn package && slipway deploy staging 1.4.0", written.next());
    assertEquals(new Artifact("target/shop-${version}.jar", "java -jar ${artifact} --server.port=${port}"), written.artifact());
    assertEquals(Optional.of("/actuator/health"), written.staging().health().ready());
  }

  @Test
  void maven_without_a_framework_listens_on_the_variable_port() throws IOException {
    put("pom.xml", pom("<parent><version>2.0-SNAPSHOT</version></parent><artifactId>shop</artifactId><build><finalName>${project.artifactId}-all</finalName></build>", ""));
    Written written = write();
    assertEquals(new Artifact("target/shop-all.jar", "java -jar ${artifact}"), written.artifact());
    assertEquals("mvn package && slipway deploy staging 2.0-SNAPSHOT", written.next());
    assertTrue(written.notes().stream().anyMatch(n -> n.contains("PORT")), written.notes().toString());
  }

  @Test
  void maven_with_modules_ships_the_one_that_runs() throws IOException {
    put("pom.xml", pom("<artifactId>all</artifactId><version>3</version><packaging>pom</packaging><modules><module>lib</module><module>web</module></modules>", ""));
    put("lib/pom.xml", pom("<artifactId>lib</artifactId>", ""));
    put("web/pom.xml", pom("<parent><version>3</version></parent><artifactId>web</artifactId>", "<artifactId>spring-boot-maven-plugin</artifactId>"));
    assertEquals("web/target/web-${version}.jar", write().artifact().file());
  }

  @Test
  void quarkus_ships_its_folder() throws IOException {
    put("pom.xml", pom("<artifactId>shop</artifactId><version>1</version>", "<artifactId>quarkus-maven-plugin</artifactId>"));
    assertEquals("target/quarkus-app", write().artifact().file());
  }

  @Test
  void gradle_with_spring_boot() throws IOException {
    put("settings.gradle.kts", "rootProject.name = \"cart\"\n");
    put("build.gradle.kts", "plugins { id(\"org.springframework.boot\") version \"3.5.0\" }\nversion = \"0.3.1\"\n");
    put("gradlew", "#!/bin/sh\n");
    Written written = write();
    assertEquals(new Artifact("build/libs/cart-${version}.jar", "java -jar ${artifact} --server.port=${port}"), written.artifact());
    assertEquals("./gradlew bootJar && slipway deploy staging 0.3.1", written.next());
  }

  @Test
  void gradle_with_the_application_plugin_ships_the_installed_folder() throws IOException {
    put("settings.gradle", "rootProject.name = 'cart'\n");
    put("app/build.gradle", "plugins { id 'application' }\n");
    assertEquals(new Artifact("app/build/install/app", "${artifact}/bin/app"), write().artifact());
  }

  @Test
  void npm_starts_node_itself_so_that_it_gets_the_signal() throws IOException {
    put("package.json", "{\"name\":\"@acme/web-shop\",\"version\":\"2.1.0\",\"scripts\":{\"start\":\"node --enable-source-maps src/server.js\"}}");
    put("package-lock.json", "{}");
    put("src/server.js", "require('http').createServer().listen(process.env.PORT)");
    Written written = write();
    assertEquals("web-shop", written.config().service());
    assertEquals(new Artifact(".", "cd ${artifact} && exec node --enable-source-maps src/server.js"), written.artifact());
    assertEquals("npm ci && slipway deploy staging 2.1.0", written.next());
    assertEquals(Map.of("NODE_ENV", "production"), written.staging().environment());
    assertFalse(written.notes().stream().anyMatch(n -> n.contains("PORT")), written.notes().toString());
  }

  @Test
  void npm_with_a_start_script_of_its_own_runs_that_and_says_what_it_must_do() throws IOException {
    put("package.json", "{\"scripts\":{\"start\":\"ts-node-dev --respawn src/x.ts\"}}");
    Written written = write();
    assertEquals("cd ${artifact} && exec npm start", written.artifact().run());
    assertTrue(written.notes().stream().anyMatch(n -> n.contains("PORT")), written.notes().toString());
  }

  @Test
  void npm_that_only_builds_pages_ships_the_pages() throws IOException {
    put("package.json", "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}");
    Written written = write();
    assertEquals("dist", written.artifact().file());
    assertEquals(Optional.of("/"), written.staging().health().ready());
  }

  @Test
  void python_with_flask_and_gunicorn() throws IOException {
    put("app.py", "from flask import Flask\napp = Flask(__name__)\n");
    put("requirements.txt", "flask\ngunicorn\n");
    put(".venv/bin/python", "");
    assertEquals(new Artifact(".", "cd ${artifact} && exec .venv/bin/python -m gunicorn app:app --bind 127.0.0.1:${port}"), write().artifact());
  }

  @Test
  void python_with_fastapi() throws IOException {
    put("main.py", "from fastapi import FastAPI\napi = FastAPI()\n");
    assertEquals("cd ${artifact} && exec python3 -m uvicorn main:api --host 127.0.0.1 --port ${port}", write().artifact().run());
  }

  @Test
  void django_is_told_by_its_manage_file_even_beside_a_package_file() throws IOException {
    put("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n");
    put("package.json", "{}");
    Written written = write();
    assertEquals("a Python project", written.kind());
    assertEquals("mysite", written.config().service());
    assertEquals("cd ${artifact} && exec python3 manage.py runserver --noreload 127.0.0.1:${port}", written.artifact().run());
  }

  @Test
  void plain_python_runs_its_file() throws IOException {
    put("server.py", "import os\nport = int(os.environ['PORT'])\n");
    assertEquals("cd ${artifact} && exec python3 server.py", write().artifact().run());
  }

  @Test
  void dotnet_ships_what_is_published() throws IOException {
    put("Shop.Web.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>");
    Written written = write();
    assertEquals("shop-web", written.config().service());
    assertEquals(new Artifact("dist", "exec dotnet ${artifact}/Shop.Web.dll --urls http://127.0.0.1:${port}"), written.artifact());
    assertEquals("dotnet publish -c Release -o dist && slipway deploy staging 1.0.0", written.next());
  }

  @Test
  void go_ships_one_file_with_the_option_it_knows() throws IOException {
    put("go.mod", "module example.org/team/shop/v2\n\ngo 1.24\n");
    put("cmd/shop/main.go", "var p = flag.Int(\"port\", 8080, \"\")\n");
    Written written = write();
    assertEquals(new Artifact("dist/shop", "${artifact} -port ${port}"), written.artifact());
    assertEquals("go build -o dist/shop ./cmd/shop && slipway deploy staging 1.0.0", written.next());
  }

  @Test
  void one_program_is_shipped_as_it_is() throws IOException {
    Path program = folder.resolve("shopd");
    Files.write(program, new byte[] {0x7f, 'E', 'L', 'F', 2});
    assertTrue(program.toFile().setExecutable(true));
    put("README", "x");
    assertEquals(new Artifact("shopd", "${artifact}"), write().artifact());
  }

  @Test
  void pages_are_served_by_what_is_there() throws IOException {
    put("public/index.html", "<h1>hello</h1>");
    assertEquals(new Artifact("public", "exec python3 -m http.server ${port} --bind 127.0.0.1 --directory ${artifact}"), write().artifact());
  }

  @Test
  void a_compose_service_that_is_built_here_runs_its_command() throws IOException {
    put("compose.yaml", "services:\n  db: { image: postgres }\n  web:\n    build: ./web\n    command: [puma, -p, \"3000\"]\n    ports: [\"80:3000\"]\n");
    Written written = write();
    assertEquals("web", written.config().service());
    assertEquals(new Artifact("web", "cd ${artifact} && exec puma -p ${port}"), written.artifact());
  }

  @Test
  void a_compose_service_inside_an_image_is_explained_and_nothing_is_written() throws IOException {
    put("docker-compose.yml", "services:\n  web:\n    image: nginx\n    ports: [{ target: 80, published: 8080 }]\n");
    InitFile.Outcome.Unable unable = assertInstanceOf(InitFile.Outcome.Unable.class, InitFile.write(folder, p -> true));
    assertTrue(unable.why().contains("publishes port 80 of the service web"), unable.why());
    assertFalse(Files.exists(folder.resolve("slipway.yaml")));
  }

  @Test
  void an_empty_folder_is_told_what_was_looked_for() throws IOException {
    assertTrue(assertInstanceOf(InitFile.Outcome.Unable.class, InitFile.write(folder, p -> true)).why().contains("package.json"));
  }

  @Test
  void a_file_that_is_there_is_never_touched() throws IOException {
    put("index.html", "x");
    for (String name : List.of("slipway.yml", "slipway.yaml")) {
      put(name, "mine");
      assertInstanceOf(InitFile.Outcome.Existing.class, InitFile.write(folder, p -> true));
      assertEquals("mine", Files.readString(folder.resolve(name)));
    }
  }

  @Test
  void a_project_file_that_cannot_be_understood_is_named() throws IOException {
    put("package.json", "{ name: ");
    assertTrue(assertThrows(IllegalArgumentException.class, () -> InitFile.write(folder, p -> true)).getMessage().startsWith("SLW-6052 "));
    put("pom.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>");
    assertTrue(assertThrows(IllegalArgumentException.class, () -> InitFile.write(folder, p -> true)).getMessage().startsWith("SLW-6052 "));
  }

  @Test
  void ports_that_are_taken_are_passed_over() throws IOException {
    put("index.html", "x");
    assertInstanceOf(InitFile.Outcome.Written.class, InitFile.write(folder, p -> p != 8080 && p != 8082));
    Written written = read("", "", List.of());
    assertEquals(8081, written.staging().settings().listen().port());
    assertEquals(8083, written.config().environments().get("production").settings().listen().port());
  }

  @Test
  void staging_switches_at_once_and_production_goes_in_steps_that_are_judged() throws IOException {
    put("index.html", "x");
    Written written = write();
    assertInstanceOf(Strategy.BlueGreen.class, written.staging().policy().strategy());
    assertEquals(Policy.OnNoData.PROMOTE, written.staging().policy().onNoData());
    Policy production = written.config().environments().get("production").policy();
    assertInstanceOf(Strategy.Canary.class, production.strategy());
    assertEquals(3, production.triggers().size());
  }

  @Test
  void text_that_yaml_would_misread_is_quoted() {
    for (String text : List.of("1", "true", "a: b", "a #b", "-x", "it's", "", "@a", "{a}", "a:", ".5", "*x")) {
      assertEquals(text, new Load(LoadSettings.builder().build()).loadFromString(InitText.scalar(text)), text);
    }
    assertEquals("${artifact} -port ${port}", InitText.scalar("${artifact} -port ${port}"));
  }

  private record Written(ServiceConfig config, String kind, String next, List<String> notes) {
    EnvironmentConfig staging() {
      return config.environments().get("staging");
    }

    Artifact artifact() {
      return staging().artifact();
    }
  }

  private Written write() throws IOException {
    InitFile.Outcome.Written written = assertInstanceOf(InitFile.Outcome.Written.class, InitFile.write(folder, p -> true));
    return read(written.kind(), written.next(), written.notes());
  }

  /** What was written must be a slipway.yaml without a fault, and YAML to every other reader too. */
  private Written read(String kind, String next, List<String> notes) throws IOException {
    Path file = folder.resolve("slipway.yaml");
    ReadResult result = SlipwayYaml.read(file);
    assertInstanceOf(Map.class, new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    return new Written(assertInstanceOf(ReadResult.Valid.class, result, result::toString).config(), kind, next, notes);
  }

  private static String pom(String head, String rest) {
    return "<project>" + head + "<dependencies>" + rest + "</dependencies></project>";
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
