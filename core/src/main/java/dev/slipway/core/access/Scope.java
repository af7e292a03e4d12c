package dev.slipway.core.access;

import java.util.Locale;

/** What a credential is for: it bounds what its grants allow, and allows nothing by itself. All may read. */
public enum Scope {
  /** Only to see. */
  READ,
  /** To deploy, and to say to a rollout what a deployer may say. */
  DEPLOY,
  /** To approve. */
  APPROVE,
  /** To change flags. */
  FLAGS,
  /** Everything that the grants allow. */
  ALL;

  /** Whether a credential for this may be used for what needs the role. */
  public boolean allows(Role needed) {
    return switch (needed) {
      case VIEWER -> true;
      case DEPLOYER -> this == DEPLOY || this == ALL;
      case APPROVER -> this == APPROVE || this == ALL;
      case FLAG_ADMIN -> this == FLAGS || this == ALL;
      case ADMIN -> this == ALL;
    };
  }

  /** Whether it is as wide as the other. */
  public boolean covers(Scope other) {
    return this == other || this == ALL || other == READ;
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what people write. */
  public static Scope parse(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(word + " is no scope; there are read, deploy, approve, flags and all");
  }
}
