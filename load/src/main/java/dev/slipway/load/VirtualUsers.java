package dev.slipway.load;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Visitors with a cookie jar each, to see whether a sticky cohort keeps to one release. */
final class VirtualUsers {

    // Enough for any cohort cookie; a server that sets a new name each time must not fill the memory.
    private static final int MOST_COOKIES = 20;

    private final User[] users;
    private final Scoreboard scoreboard;

    private static final class User {
        private final Map<String, String> jar = new LinkedHashMap<>();
        private String release = "";
        private long releaseSentNanos = Long.MIN_VALUE;
    }

    VirtualUsers(int count, String cookieName, Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
        users = new User[count];
        for (int i = 0; i < count; i++) {
            users[i] = new User();
            if (!cookieName.isEmpty()) {
                users[i].jar.put(cookieName, "u" + i);
            }
        }
    }

    /** Adds the cookies of the user whose turn it is. */
    void addCookies(long requestIndex, HttpHeaders headers) {
        if (users.length == 0) {
            return;
        }
        User user = of(requestIndex);
        if (!user.jar.isEmpty()) {
            headers.set(HttpHeaderNames.COOKIE, user.jar.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
    }

    void answered(long requestIndex, HttpHeaders headers, String release, long sentNanos) {
        if (users.length == 0) {
            return;
        }
        User user = of(requestIndex);
        for (String cookie : headers.getAll(HttpHeaderNames.SET_COOKIE)) {
            keep(user, cookie);
        }
        // A late answer to an early request says nothing about where the user is now.
        if (!release.isEmpty() && sentNanos >= user.releaseSentNanos) {
            if (!user.release.isEmpty() && !user.release.equals(release)) {
                scoreboard.stickyChanged();
            }
            user.release = release;
            user.releaseSentNanos = sentNanos;
        }
    }

    private static void keep(User user, String cookie) {
        String pair = cookie.indexOf(';') < 0 ? cookie : cookie.substring(0, cookie.indexOf(';'));
        int equals = pair.indexOf('=');
        if (equals > 0 && (user.jar.size() < MOST_COOKIES || user.jar.containsKey(pair.substring(0, equals).strip()))) {
            user.jar.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
    }

    private User of(long requestIndex) {
        return users[(int) (requestIndex % users.length)];
    }
}
