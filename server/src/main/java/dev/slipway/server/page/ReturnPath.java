package dev.slipway.server.page;

import dev.slipway.server.front.PagePath;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where somebody wants to be after a sign-in: a page of this server, whatever the address asks for. */
final class ReturnPath {
  private static final Pattern FORM = Pattern.compile("/(?!/)[A-Za-z0-9_~.!$&'()*+,;=:@%/?-]{0,500}");

  private ReturnPath() {}

  static String of(Optional<String> asked) {
    return asked.filter(a -> FORM.matcher(a).matches()).filter(a -> !begins(a, PagePath.SIGN_IN) && !begins(a, PagePath.SIGN_OUT)
        && !begins(a, "/api")).orElse(PagePath.HOME);
  }

  private static boolean begins(String path, String start) {
    return path.equals(start) || path.startsWith(start + "/") || path.startsWith(start + "?");
  }
}
