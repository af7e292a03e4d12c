package dev.slipway.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IBundleCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.jacoco.report.IReportVisitor;
import org.jacoco.report.xml.XMLFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that JaCoCo itself writes, of code that really ran, says the same to the gate as to JaCoCo. */
class JacocoTest {
  private static final String NAME = "dev.slipway.gates.JacocoTest$Measured";
  @TempDir Path home;

  /** Of two branches one is taken. */
  public static final class Measured implements Runnable {
    @Override
    public void run() {
      int days = "a".length();
      if (days > 1) {
        System.out.println("never");
        System.out.println("said");
      }
    }
  }

  @Test
  void the_gate_reads_what_jacoco_counted() throws Exception {
    RuntimeData data = new RuntimeData();
    LoggerRuntime runtime = new LoggerRuntime();
    runtime.startup(data);
    byte[] instrumented = new Instrumenter(runtime).instrument(bytes(), NAME);
    ((Runnable) new One(instrumented).loadClass(NAME).getConstructor().newInstance()).run();
    ExecutionDataStore executed = new ExecutionDataStore();
    SessionInfoStore sessions = new SessionInfoStore();
    data.collect(executed, sessions, false);
    runtime.shutdown();
    CoverageBuilder builder = new CoverageBuilder();
    new Analyzer(executed, builder).analyzeClass(bytes(), NAME);
    IBundleCoverage bundle = builder.getBundle("measured");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IReportVisitor visitor = new XMLFormatter().createVisitor(out);
    visitor.visitInfo(sessions.getInfos(), executed.getContents());
    visitor.visitBundle(bundle, null);
    visitor.visitEnd();
    Folder folder = new Folder(home).with("jacoco.xml", out.toString(StandardCharsets.UTF_8));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("<!DOCTYPE report"), "as JaCoCo writes it, with its document type");
    var values = folder.judge("coverage=jacoco.xml").values();
    assertEquals(bundle.getLineCounter().getCoveredRatio(), values.get("lines"), 1e-12);
    assertEquals(0.5, values.get("branches"), 1e-12);
    assertTrue(folder.fails("coverage=jacoco.xml,branches=51%").contains("branches are covered to 50.00%"));
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = JacocoTest.class.getResourceAsStream("JacocoTest$Measured.class")) {
      return in.readAllBytes();
    }
  }

  /** Defines one class itself. */
  private static final class One extends ClassLoader {
    private final byte[] bytes;

    One(byte[] bytes) {
      super(JacocoTest.class.getClassLoader());
      this.bytes = bytes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(NAME) ? defineClass(name, bytes, 0, bytes.length) : super.loadClass(name, resolve);
    }
  }
}
