package dev.slipway.examples.shop;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the releases of the shop: the same program each time, with another {@code release.properties} in its jar. */
public final class ShopReleases {

    /** Every release there is, good ones first. */
    public static final List<Release> ALL = List.of(
        new Release("1.0.0", Behaviour.GOOD),
        new Release("1.1.0", Behaviour.GOOD),
        new Release("1.2.0", Behaviour.GOOD),
        new Release("1.3.0-failing", Behaviour.FAILING),
        new Release("1.3.1-slow", Behaviour.SLOW),
        new Release("1.3.2-never-ready", Behaviour.NEVER_READY),
        new Release("1.3.3-crashing", Behaviour.CRASHING),
        new Release("1.3.4-leaking", Behaviour.LEAKING),
        new Release("1.3.5-lying", Behaviour.LYING));

    // The same release is the same bytes whenever it is built, so that its digest is the same.
    private static final FileTime WRITTEN = FileTime.fromMillis(1_767_225_600_000L);

    private ShopReleases() { }

    /** {@code ShopReleases BASE_JAR OUT_DIR}: one line per jar written. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Usage: ShopReleases BASE_JAR OUT_DIR");
            System.exit(2);
        }
        for (Path jar : writeAll(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(jar);
        }
    }

    /** Writes {@code shop-VERSION.jar} for every release and returns the files in the order of {@link #ALL}. */
    public static List<Path> writeAll(Path baseJar, Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Release release : ALL) {
            jars.add(write(baseJar, folder, release));
        }
        return List.copyOf(jars);
    }

    /** Writes one release; a jar that is already there is replaced as a whole, never half. */
    public static Path write(Path baseJar, Path folder, Release release) throws IOException {
        Files.createDirectories(folder);
        Path jar = folder.resolve("shop-" + release.version() + ".jar");
        Path unfinished = folder.resolve("shop-" + release.version() + ".jar.part");
        Files.copy(baseJar, unfinished, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(unfinished, Map.of())) {
            Path properties = inside.getPath(Release.FILE);
            Files.writeString(properties, release.toProperties());
            Files.setLastModifiedTime(properties, WRITTEN);
        }
        return Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
