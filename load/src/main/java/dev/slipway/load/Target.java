package dev.slipway.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The server under load: one on this machine, unless a team wrote down for its own address that it wants a load.
 *
 * @param written whether it did
 * @param tls what it is spoken to with, absent for plain HTTP
 */
public record Target(String host, int port, boolean written, Optional<SSLContext> tls) {

    public Target {
        if (!written && !isLoopback(host)) {
            throw new IllegalArgumentException("SLW-6901 load goes to this machine only, and " + host
                + " is not a loopback address. Nothing was sent. Use 127.0.0.1, ::1 or localhost.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("SLW-6902 the port " + port + " does not exist. Nothing was sent. Use 1 to 65535.");
        }
    }

    /** On this machine. */
    public Target(String host, int port) {
        this(host, port, false, Optional.empty());
    }

    /** Wherever a team's own configuration says. */
    public static Target written(String host, int port) {
        return new Target(host, port, true, Optional.empty());
    }

    /** The same, spoken to over TLS. */
    public Target over(SSLContext context) {
        return new Target(host, port, written, Optional.of(context));
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
