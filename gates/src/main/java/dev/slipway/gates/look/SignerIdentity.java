package dev.slipway.gates.look;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom a certificate for signing code names, and by whose word. */
record SignerIdentity(X509Certificate certificate) {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
  private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";
  private static final int MAIL = 1;
  private static final int ADDRESS = 6;

  /** Whether it is this identity, in which {@code *} stands for anything, by the word of this issuer. */
  boolean is(String identity, String issuer) throws CertificateException {
    List<String> uses = certificate.getExtendedKeyUsage();
    Pattern wanted = Pattern.compile(Arrays.stream(identity.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    return uses != null && uses.contains(CODE_SIGNING) && names().stream().anyMatch(name -> wanted.matcher(name).matches())
        && issuer.equals(issuer());
  }

  private List<String> names() throws CertificateException {
    var names = certificate.getSubjectAlternativeNames();
    return names == null ? List.of() : names.stream()
        .filter(n -> n.get(0).equals(MAIL) || n.get(0).equals(ADDRESS)).map(n -> String.valueOf(n.get(1))).toList();
  }

  private String issuer() {
    byte[] fresh = certificate.getExtensionValue(ISSUER);
    if (fresh != null) {
      return new String(content(content(fresh)), StandardCharsets.UTF_8);
    }
    byte[] old = certificate.getExtensionValue(OLD_ISSUER);
    return old == null ? "" : new String(content(old), StandardCharsets.UTF_8);
  }

  /** What is in a value of ASN.1: behind its kind and its length. */
  private static byte[] content(byte[] value) {
    int at = value.length < 2 ? value.length : (value[1] & 0x80) == 0 ? 2 : 2 + (value[1] & 0x7f);
    return Arrays.copyOfRange(value, Math.min(at, value.length), value.length);
  }
}
