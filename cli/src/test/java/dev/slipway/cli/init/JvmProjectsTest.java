package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.config.Artifact;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmProjectsTest extends SampleFolder {
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
    String build = "<build><finalName>${project.artifactId}-all</finalName></build>";
    put("pom.xml", pom("<parent><version>2.0-SNAPSHOT</version></parent><artifactId>shop</artifactId>" + build, ""));
    Written written = write();
    assertEquals(new Artifact("target/shop-all.jar", "java -jar ${artifact}"), written.artifact());
    assertEquals("mvn package && slipway deploy staging 2.0-SNAPSHOT", written.next());
    assertTrue(written.notes().stream().anyMatch(n -> n.contains("PORT")), written.notes().toString());
  }

  @Test
  void maven_with_modules_ships_the_one_that_runs() throws IOException {
    String modules = "<modules><module>lib</module><module>web</module></modules>";
    put("pom.xml", pom("<artifactId>all</artifactId><version>3</version><packaging>pom</packaging>" + modules, ""));
    put("lib/pom.xml", pom("<artifactId>lib</artifactId>", ""));
    put("web/pom.xml", pom("<parent><version>3</version></parent><artifactId>web</artifactId>",
        "<artifactId>spring-boot-maven-plugin</artifactId>"));
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
}
