package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image in an OCI layout, signed by openssl in the form that cosign writes. */
class ImageGateTest {
  @TempDir Path home;
  private Folder folder;
  private Path layout;

  @BeforeEach
  void an_empty_layout() throws IOException {
    folder = new Folder(home);
    layout = home.resolve("image");
    folder.with("image/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.createDirectories(layout.resolve("blobs/sha256"));
  }

  private String blob(byte[] bytes) throws Exception {
    String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.write(layout.resolve("blobs/sha256").resolve(hex), bytes);
    return "sha256:" + hex;
  }

  private String blob(String text) throws Exception {
    return blob(text.getBytes(StandardCharsets.UTF_8));
  }

  private String image(String user) throws Exception {
    String config = blob("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"User\":\"" + user + "\"}}");
    String layer = blob("a layer of " + user);
    return blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + config + "\"},\"layers\":[{\"digest\":\"" + layer + "\"}]}");
  }

  private void index(String... entries) {
    folder.with("image/index.json", "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}");
  }

  private static String entry(String digest) {
    return "{\"digest\":\"" + digest + "\",\"annotations\":{\"kind\":\"dev.cosignproject.cosign/image\"}}";
  }

  private String signature(String digestSaid, String key) throws Exception {
    byte[] payload = ("{\"critical\":{\"identity\":{\"docker-reference\":\"\"},\"image\":{\"docker-manifest-digest\":\"" + digestSaid
        + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}").getBytes(StandardCharsets.UTF_8);
    Files.write(home.resolve("payload"), payload);
    openssl("dgst", "-sha256", "-sign", key, "-out", "sig", "payload");
    String signed = Base64.getEncoder().encodeToString(Files.readAllBytes(home.resolve("sig")));
    String manifest = blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + blob("{}") + "\"},\"layers\":[{\"mediaType\":"
        + "\"application/vnd.dev.cosign.simplesigning.v1+json\",\"digest\":\"" + blob(payload)
        + "\",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"" + signed + "\"}}]}");
    return "{\"digest\":\"" + manifest + "\",\"annotations\":{\"kind\":\"dev.cosignproject.cosign/sigs\"}}";
  }

  private void openssl(String... words) throws Exception {
    java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("openssl"));
    command.addAll(java.util.List.of(words));
    Process process = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, said);
  }

  private void keys(String name, String... how) throws Exception {
    java.util.List<String> words = new java.util.ArrayList<>(java.util.List.of("genpkey", "-out", name + ".key"));
    words.addAll(java.util.List.of(how));
    openssl(words.toArray(String[]::new));
    openssl("pkey", "-in", name + ".key", "-pubout", "-out", name + ".pub");
  }

  @Test
  void an_image_signed_by_the_key_passes_and_by_another_or_for_another_image_fails() throws Exception {
    keys("ours", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
    keys("theirs", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
    keys("rsa", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
    String image = image("1001");
    index(entry(image), signature(image, "ours.key"));
    assertTrue(folder.passes("image=image,key=ours.pub").contains("1 image"));
    assertTrue(folder.fails("image=image,key=theirs.pub").contains("no signature that belongs to theirs.pub"));
    index(entry(image), signature(image, "rsa.key"));
    folder.passes("image=image,key=rsa.pub");
    index(entry(image), signature("sha256:" + "0".repeat(64), "ours.key"));
    folder.fails("image=image,key=ours.pub");
    index(entry(image));
    folder.fails("image=image,key=ours.pub");
    folder.passes("image=image");
    assertTrue(folder.fails("image=image,key=ours.key").startsWith("SLW-6153 "));
  }

  @Test
  void an_image_that_runs_as_root_fails_however_root_is_spelled() throws Exception {
    for (String root : new String[] {"", "0", "root", "0:0", "root:root", "00"}) {
      index(entry(image(root)));
      assertTrue(folder.fails("image=image").contains("runs as root"), root);
      folder.passes("image=image,non-root=false");
    }
    index(entry(image("app")));
    folder.passes("image=image");
  }

  @Test
  void a_piece_that_was_changed_or_is_missing_fails() throws Exception {
    String image = image("app");
    index(entry(image));
    Path layer = layout.resolve("blobs/sha256").resolve(blob("a layer of app").substring(7));
    Files.writeString(layer, "another layer");
    assertTrue(folder.fails("image=image").startsWith("SLW-6151 "));
    Files.delete(layer);
    assertTrue(folder.fails("image=image").contains("lacks the piece"));
    index("{\"digest\":\"sha256:../../../../etc/passwd\"}");
    assertTrue(folder.fails("image=image").startsWith("SLW-6151 "));
    index();
    assertTrue(folder.fails("image=image").startsWith("SLW-6150 "));
  }

  @Test
  void what_docker_inspect_prints_shows_the_user_and_no_signature() {
    folder.with("i.json", "[{\"Id\":\"sha256:1\",\"Config\":{\"User\":\"app\"}}]");
    assertEquals("1 image", folder.passes("image=i.json"));
    assertTrue(folder.fails("image=i.json,key=k").startsWith("SLW-6152 "));
    folder.with("i.json", "[{\"Id\":\"sha256:1\",\"Config\":{\"User\":\"\"}}]");
    assertTrue(folder.fails("image=i.json").contains("names no user"));
    folder.with("i.json", "[]");
    assertTrue(folder.fails("image=i.json").startsWith("SLW-6115 "));
  }
}
