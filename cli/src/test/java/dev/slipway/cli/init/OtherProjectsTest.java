package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.config.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OtherProjectsTest extends SampleFolder {
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
    assertEquals(new Artifact("public", "exec python3 -m http.server ${port} --bind 127.0.0.1 --directory ${artifact}"), write()
        .artifact());
  }

  @Test
  void a_compose_service_that_is_built_here_runs_its_command() throws IOException {
    put("compose.yaml", "services:\n  db: { image: postgres }\n  web:\n    build: ./web\n    command: [puma, -p, \"3000\"]\n    ports: "
        + "[\"80:3000\"]\n");
    Written written = write();
    assertEquals("web", written.config().service());
    assertEquals(new Artifact("slipway-app", "cd ${artifact} && exec puma -p ${port}"), written.artifact());
  }

  @Test
  void a_compose_service_inside_an_image_is_explained_and_nothing_is_written() throws IOException {
    put("docker-compose.yml", "services:\n  web:\n    image: nginx\n    ports: [{ target: 80, published: 8080 }]\n");
    InitFile.Outcome.Unable unable = assertInstanceOf(InitFile.Outcome.Unable.class, InitFile.write(folder, p -> true));
    assertTrue(unable.why().contains("publishes port 80 of the service web"), unable.why());
    assertFalse(Files.exists(folder.resolve("slipway.yaml")));
  }
}
