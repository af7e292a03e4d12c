package dev.slipway.release.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.release.Checkout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
  @TempDir private Path folder;

  @Test
  void tag_and_commit_are_signed_where_git_is_set_up_to_sign() throws Exception {
    Checkout checkout = CutTest.project(folder.resolve("f"));
    Path key = folder.resolve("key");
    assertEquals(0, new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).inheritIO().start().waitFor());
    checkout.git("config", "gpg.format", "ssh");
    checkout.git("config", "user.signingKey", key.toString());
    checkout.git("config", "tag.gpgSign", "true");
    checkout.git("config", "commit.gpgSign", "true");
    CutTest.cut(checkout, step -> { });
    assertTrue(checkout.git("cat-file", "tag", "v1.3.0").contains("BEGIN SSH SIGNATURE"));
    assertTrue(checkout.git("cat-file", "commit", "HEAD").contains("BEGIN SSH SIGNATURE"));
    Checkout without = CutTest.project(folder.resolve("g"));
    without.git("config", "gpg.format", "ssh");
    without.git("config", "user.signingKey", folder.resolve("absent").toString());
    without.git("config", "tag.gpgSign", "true");
    String before = without.head();
    CutTest.cutRefused(without, "SLW-6247");
    assertEquals(before, without.head());
    assertEquals("v1.2.0", without.git("tag", "-l"));
    assertEquals("", without.git("status", "--porcelain"));
  }
}
