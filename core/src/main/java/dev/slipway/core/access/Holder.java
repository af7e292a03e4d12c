package dev.slipway.core.access;

/**
 * Who may be given a role: a person or program by its name, or all who belong to a group.
 *
 * @param group whether it is a group
 * @param name of the person, program or group
 */
public record Holder(boolean group, String name) {
  private static final String GROUP = "group:";
  /** A name is no longer. */
  public static final int MOST_CHARACTERS = 200;

  public Holder {
    if (name.isBlank() || name.length() > MOST_CHARACTERS || name.chars().anyMatch(Character::isISOControl) || name.startsWith(GROUP)
        || !name.equals(name.strip())) {
      throw new IllegalArgumentException("a name is one line of 1 to " + MOST_CHARACTERS + " characters, and does not begin with " + GROUP);
    }
  }

  /** Reads {@code ann} or {@code group:release}. */
  public static Holder parse(String text) {
    return text.startsWith(GROUP) ? new Holder(true, text.substring(GROUP.length())) : new Holder(false, text);
  }

  @Override
  public String toString() {
    return (group ? GROUP : "") + name;
  }
}
