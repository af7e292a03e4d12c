package dev.slipway.examples.shop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopReleasesTest {

    @TempDir
    Path folder;

    @Test
    void each_release_differs_from_the_base_in_its_properties_only() throws IOException {
        List<Path> jars = ShopReleases.writeAll(baseJar(), folder.resolve("dist"));
        assertEquals(ShopReleases.ALL.size(), jars.size());
        assertEquals("shop-1.3.0-failing.jar", jars.get(3).getFileName().toString());
        assertEquals("version=1.3.0-failing\nbehaviour=failing\n", entry(jars.get(3), "release.properties"));
        assertEquals("code", entry(jars.get(3), "Shop.class"));
    }

    @Test
    void the_same_release_built_twice_is_the_same_bytes() throws IOException {
        Path base = baseJar();
        Path first = ShopReleases.write(base, folder.resolve("a"), ShopReleases.ALL.get(0));
        Path second = ShopReleases.write(base, folder.resolve("b"), ShopReleases.ALL.get(0));
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    private Path baseJar() throws IOException {
        Path jar = folder.resolve("base.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String[] entry : new String[][] {{"Shop.class", "code"}, {"release.properties", "version=0.0.0\n"}}) {
                out.putNextEntry(new ZipEntry(entry[0]));
                out.write(entry[1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static String entry(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
