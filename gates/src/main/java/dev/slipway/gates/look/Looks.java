package dev.slipway.gates.look;

import dev.slipway.core.gate.GateKind;

/** Which class looks at which kind. */
public final class Looks {
  private Looks() {}

  /** The one for a kind. */
  public static Look of(GateKind kind) {
    return switch (kind) {
      case JUNIT -> new JunitLook();
      case COVERAGE -> new CoverageLook();
      case SARIF -> new SarifLook();
      case TRIVY -> new TrivyLook();
      case SBOM -> new SbomLook();
      case LOAD -> new LoadLook();
      case LICENCES -> new LicenceLook();
      case IMAGE -> new ImageLook();
      case VERSION -> new VersionLook();
      case SECRETS -> new SecretLook();
      case PLACEHOLDERS -> new PlaceholderLook();
      case COMMAND -> new CommandLook();
    };
  }
}
