package dev.slipway.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.config.Artifact;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptProjectsTest extends SampleFolder {
  @Test
  void npm_starts_node_itself_so_that_it_gets_the_signal() throws IOException {
    put("package.json", "{\"name\":\"@acme/web-shop\",\"version\":\"2.1.0\",\"scripts\":{\"start\":\"node --enable-source-maps "
        + "src/server.js\"}}");
    put("package-lock.json", "{}");
    put("src/server.js", "require('http').createServer().listen(process.env.PORT)");
    Written written = write();
    assertEquals("web-shop", written.config().service());
    assertEquals(new Artifact("slipway-app", "cd ${artifact} && exec node --enable-source-maps src/server.js"), written.artifact());
    assertTrue(written.next().startsWith("npm ci && rm -rf slipway-app && mkdir slipway-app && tar "), written.next());
    assertTrue(written.next().endsWith(" && slipway deploy staging 2.1.0"), written.next());
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
    Written written = write();
    assertEquals(
        new Artifact("slipway-app", "cd ${artifact} && exec python3 -m gunicorn app:app --bind 127.0.0.1:${port}"), written.artifact());
    assertTrue(written.next().contains("python3 -m pip install -r requirements.txt --target slipway-app"), written.next());
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
}
