package dev.slipway.engine.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key that checkpoints are signed with. Whoever reads its text can sign in its name.
 */
public final class SigningKey {
  private final PrivateKey key;
  private final PublicKey shown;

  private SigningKey(PrivateKey key, PublicKey shown) {
    this.key = key;
    this.shown = shown;
  }

  /** A new one. */
  public static SigningKey generate(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] shown = Arrays.copyOfRange(encoded, encoded.length - Hash.BYTES, encoded.length);
      return new SigningKey(pair.getPrivate(), new PublicKey(name, shown));
    } catch (GeneralSecurityException e) {
      throw noEd25519(e);
    }
  }

  /** What signatures by it are verified with. */
  public PublicKey shown() {
    return shown;
  }

  byte[] sign(String text) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw noEd25519(e);
    }
  }

  /**
   * Reads what {@link #secretText} wrote.
   *
   * @throws IllegalArgumentException when it is none, or its two lines do not belong together
   */
  public static SigningKey parse(String text) {
    String[] lines = text.strip().split("\n");
    if (lines.length != 2) {
      throw new IllegalArgumentException("it has not two lines: the public key and the secret one");
    }
    PublicKey shown = PublicKey.parse(lines[0]);
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[1].strip())));
      SigningKey read = new SigningKey(key, shown);
      if (!shown.signed("tried", read.sign("tried"))) {
        throw new IllegalArgumentException("its two lines do not belong together");
      }
      return read;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("its second line is no Ed25519 key", e);
    }
  }

  /** To be kept where only its owner reads it: the public key, and the secret one as PKCS #8 in base64. */
  public String secretText() {
    return shown + "\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n";
  }

  /** Names the public one alone: this may be logged. */
  @Override
  public String toString() {
    return "the secret key of " + shown;
  }

  private static IllegalStateException noEd25519(GeneralSecurityException e) {
    return new IllegalStateException("every Java runtime since 15 has Ed25519", e);
  }
}
