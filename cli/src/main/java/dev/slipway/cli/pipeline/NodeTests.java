package dev.slipway.cli.pipeline;

/** How the tests of a package.json are run so that they write JUnit XML, for those runners that can without more libraries. */
final class NodeTests {
  private static final String REPORT = "reports/junit.xml";

  private NodeTests() {}

  static String command(String packageJson) {
    if (packageJson.contains("node --test")) {
      return "npm test -- --test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination="
          + REPORT;
    }
    if (packageJson.contains("\"vitest\"")) {
      return "npm test -- --run --reporter=default --reporter=junit --outputFile=" + REPORT;
    }
    if (packageJson.contains("\"jest-junit\"")) {
      return "JEST_JUNIT_OUTPUT_FILE=" + REPORT + " npm test -- --ci --reporters=default --reporters=jest-junit";
    }
    if (packageJson.contains("\"mocha\"")) {
      return "npm test -- --reporter xunit --reporter-option output=" + REPORT;
    }
    return "npm test --if-present";
  }
}
