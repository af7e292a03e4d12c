package dev.slipway.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** The server under load: always one on this machine. */
public record Target(String host, int port) {

    public Target {
        if (!isLoopback(host)) {
            throw new IllegalArgumentException("SLW-6901 load goes to this machine only, and " + host
                + " is not a loopback address. Nothing was sent. Use 127.0.0.1, ::1 or localhost.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("SLW-6902 the port " + port + " does not exist. Nothing was sent. Use 1 to 65535.");
        }
    }

    /** {@code http://127.0.0.1:8080}; a path is not taken, since the plan names its paths. */
    public static Target parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SLW-6903 '" + url + "' is not a URL. Nothing was sent. Write http://127.0.0.1:PORT.", e);
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("SLW-6903 '" + url + "' is not a target. Nothing was sent. Write http://127.0.0.1:PORT.");
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new Target(host, uri.getPort() == -1 ? 80 : uri.getPort());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host.equals("localhost") ? "127.0.0.1" : host, port);
    }

    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    // Names other than localhost are not looked up: what a resolver says may change between this check and the first packet.
    private static boolean isLoopback(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        if (text.equals("localhost") || text.equals("::1")) {
            return true;
        }
        if (!text.matches("127(\\.\\d{1,3}){3}")) {
            return false;
        }
        try {
            return InetAddress.getByName(text).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
