package dev.slipway.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** Which release of the shop this is: its version and its behaviour. */
public record Release(String version, Behaviour behaviour) {

    static final String FILE = "release.properties";

    /** Reads the file inside the jar; {@code SHOP_BEHAVIOUR} in the environment overrides the behaviour. */
    static Release ofThisJar(Map<String, String> environment) {
        try (InputStream in = Release.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar: build it again with build-releases.");
            }
            Properties p = new Properties();
            p.load(in);
            String behaviour = environment.getOrDefault("SHOP_BEHAVIOUR", p.getProperty("behaviour", "good"));
            return new Release(p.getProperty("version", "0.0.0"), Behaviour.named(behaviour));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + " from the jar", e);
        }
    }

    String toProperties() {
        return "version=" + version + "\nbehaviour=" + behaviour.label() + "\n";
    }
}
