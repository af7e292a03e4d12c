package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** An image signed without a key of one's own, as cosign keeps it: an authority, a log and an identity made by openssl. */
class KeylessImageTest {
  private static final String WHO = "https://github.com/acme/shop/.github/workflows/release.yml@refs/tags/v1";
  private static final String ISSUER = "https://token.actions.example.com";
  private static final String GATE = "image=image,roots=root.pem,log-key=log.pub,"
      + "identity=https://github.com/acme/shop/*@refs/tags/*,issuer=" + ISSUER;

  @TempDir Path home;
  private Folder folder;
  private long signedAt = System.currentTimeMillis() / 1000 + 5;

  @BeforeEach
  void an_authority_a_log_and_an_identity() throws Exception {
    folder = new Folder(home);
    folder.with("image/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.createDirectories(home.resolve("image/blobs/sha256"));
    folder.with("leaf.ext", "keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\nsubjectAltName=critical,URI:" + WHO
        + "\n1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:" + ISSUER + "\n");
    folder.with("middle.ext", "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n");
    authority("root");
    authority("other");
    issued("middle", "/CN=middle", "root");
    issued("leaf", "/CN=x", "middle");
    for (String log : new String[] {"log", "forged"}) {
      openssl("ecparam -name prime256v1 -genkey -noout -out " + log + ".key");
      openssl("ec -in " + log + ".key -pubout -out " + log + ".pub");
    }
  }

  @Test
  void a_signature_counts_that_the_identity_made_while_its_certificate_held_and_the_log_has_it() throws Exception {
    signed("leaf", "log", "leaf");
    assertTrue(folder.passes(GATE).contains("signature looked for"));
    folder.passes(GATE.replace("https://github.com/acme/shop/*@refs/tags/*", WHO));
    for (String wrong : new String[] {GATE.replace("acme/shop", "evil/shop"), GATE.replace("token.actions", "accounts"),
        GATE.replace("root.pem", "other.pem"), GATE.replace("log.pub", "forged.pub")}) {
      assertTrue(folder.fails(wrong).contains("has no signature that belongs to"), wrong);
    }
    assertTrue(folder.fails(GATE.replace(",issuer=" + ISSUER, "")).startsWith("SLW-6154 "));
    assertTrue(folder.fails(GATE + ",key=log.pub").startsWith("SLW-6154 "));
    assertTrue(folder.fails(GATE.replace("root.pem", "log.pub")).startsWith("SLW-6153 "));
  }

  @Test
  void one_made_by_another_key_after_the_certificate_ended_or_unknown_to_the_log_does_not() throws Exception {
    signed("middle", "log", "leaf");
    folder.fails(GATE);
    signed("leaf", "forged", "leaf");
    folder.fails(GATE);
    signed("leaf", "log", "middle");
    folder.fails(GATE);
    signedAt += 3 * 86_400;
    signed("leaf", "log", "leaf");
    folder.fails(GATE);
  }

  private void authority(String name) throws Exception {
    openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout " + name + ".key -out " + name + ".pem -subj /O=" + name
        + " -days 30");
  }

  private void issued(String name, String subject, String by) throws Exception {
    openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name + ".csr -subj " + subject);
    openssl("x509 -req -in " + name + ".csr -CA " + by + ".pem -CAkey " + by + ".key -CAcreateserial -days 2 -extfile "
        + name + ".ext -out " + name + ".pem");
  }

  /** Signs with one key, lets a log confirm it, and shows a certificate. */
  private void signed(String key, String log, String shown) throws Exception {
    String config = blob("{\"config\":{\"User\":\"app\"}}");
    String image = blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + config + "\"},\"layers\":[]}");
    String payload = "{\"critical\":{\"identity\":{\"docker-reference\":\"\"},\"image\":{\"docker-manifest-digest\":\"" + image
        + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}";
    String signature = sign(payload, key);
    String certificate = Files.readString(home.resolve(shown + ".pem"));
    String entry = "{\"apiVersion\":\"0.0.1\",\"kind\":\"hashedrekord\",\"spec\":{\"data\":{\"hash\":{\"algorithm\":\"sha256\",\"value\":\""
        + sha256(payload.getBytes(StandardCharsets.UTF_8)) + "\"}},\"signature\":{\"content\":\"" + signature
        + "\",\"publicKey\":{\"content\":\"" + base64(certificate.getBytes(StandardCharsets.UTF_8)) + "\"}}}}";
    String body = base64(entry.getBytes(StandardCharsets.UTF_8));
    String said = "{\"body\":\"" + body + "\",\"integratedTime\":" + signedAt + ",\"logID\":\"c0\",\"logIndex\":7}";
    String bundle = "{\"SignedEntryTimestamp\":\"" + sign(said, log) + "\",\"Payload\":" + said + "}";
    String layer = "{\"digest\":\"" + blob(payload) + "\",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"" + signature
        + "\",\"dev.sigstore.cosign/certificate\":" + quoted(certificate) + ",\"dev.sigstore.cosign/chain\":"
        + quoted(Files.readString(home.resolve("middle.pem"))) + ",\"dev.sigstore.cosign/bundle\":" + quoted(bundle) + "}}";
    String manifest = blob("{\"schemaVersion\":2,\"config\":{\"digest\":\"" + blob("{}") + "\"},\"layers\":[" + layer + "]}");
    folder.with("image/index.json", "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + image + "\"},{\"digest\":\"" + manifest
        + "\",\"annotations\":{\"kind\":\"dev.cosignproject.cosign/sigs\"}}]}");
  }

  private String sign(String text, String key) throws Exception {
    Files.writeString(home.resolve("text"), text);
    openssl("dgst -sha256 -sign " + key + ".key -out sig text");
    return base64(Files.readAllBytes(home.resolve("sig")));
  }

  private String blob(String text) throws Exception {
    String hex = sha256(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(home.resolve("image/blobs/sha256").resolve(hex), text);
    return "sha256:" + hex;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private void openssl(String words) throws Exception {
    Process process = new ProcessBuilder(("openssl " + words).split(" ")).directory(home.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, said);
  }
}
