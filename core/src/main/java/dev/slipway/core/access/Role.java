package dev.slipway.core.access;

/** What somebody may do. Every role may see; an admin may everything; the three between are apart, so that who asks is not who approves. */
public enum Role {
  /** Sees: status, history, journal, measurements. */
  VIEWER,
  /** Deploys, and says everything to a rollout that a person may say, but approve. */
  DEPLOYER,
  /** Approves what somebody else asked for. */
  APPROVER,
  /** Changes flags. */
  FLAG_ADMIN,
  /** Everything, also who may what. */
  ADMIN;

  /** Whether who has this role may do what needs the other. */
  public boolean covers(Role needed) {
    return switch (this) {
      case ADMIN -> true;
      case FLAG_ADMIN -> needed == FLAG_ADMIN || needed == VIEWER;
      case APPROVER -> needed == APPROVER || needed == VIEWER;
      case DEPLOYER -> needed == DEPLOYER || needed == VIEWER;
      case VIEWER -> needed == VIEWER;
    };
  }

  /** As people write it: {@code flag-admin}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Reads what people write. */
  public static Role parse(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new IllegalArgumentException(word + " is no role; there are viewer, deployer, approver, flag-admin and admin");
  }
}
