package dev.slipway.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import picocli.CommandLine;

/**
 * Writes a jar anew whose classes are of a form older than Java 6: the JVM keeps those in no start-up cache, because it checks them the old
 * way at every start. What they do stays; only the version of the form and the maps that the newer check needs are new.
 */
public final class RenewedJar {
  /** Java 8's: the last that asks nothing of a class but its maps. */
  private static final int FORM = ClassFile.JAVA_8_VERSION;

  private static final int OLDEST_KEPT = ClassFile.JAVA_6_VERSION;

  private RenewedJar() {}

  /** Renews the command line's parser into the folder given: the only jar of old classes that every command loads. */
  public static void main(String[] arguments) throws Exception {
    Path old = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    System.out.println("renewed " + write(old, folder.resolve(old.getFileName())) + " classes of " + old.getFileName());
  }

  /** Writes the jar and says how many classes were renewed. */
  static int write(Path old, Path fresh) throws IOException {
    ClassFile files = ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(RenewedJar.class.getClassLoader())));
    int renewed = 0;
    try (JarFile jar = new JarFile(old.toFile()); OutputStream out = Files.newOutputStream(fresh);
        JarOutputStream to = new JarOutputStream(out)) {
      for (JarEntry entry : jar.stream().toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        boolean isOld = entry.getName().endsWith(".class") && version(bytes) < OLDEST_KEPT;
        renewed += isOld ? 1 : 0;
        JarEntry same = new JarEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(same);
        to.write(isOld ? renewed(files, bytes) : bytes);
        to.closeEntry();
      }
    }
    return renewed;
  }

  private static int version(byte[] bytes) {
    return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
  }

  private static byte[] renewed(ClassFile files, byte[] bytes) {
    ClassModel old = files.parse(bytes);
    ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return files.transformClass(old, bodies.andThen(ClassTransform.endHandler(to -> to.withVersion(FORM, 0))));
  }
}
