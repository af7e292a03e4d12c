package dev.slipway.cli.pipeline;

import java.util.List;

/** Which branch leads where: develop to dev, main to staging, a tag or a release branch to production. */
final class BranchRules {
  static final List<String> ALL = List.of("dev", "staging", "production");

  private BranchRules() {}

  static String absent(List<String> there) {
    return String.join(", ", ALL.stream().filter(e -> !there.contains(e)).toList());
  }

  static String github(List<String> environments) {
    StringBuilder cases = new StringBuilder();
    for (String environment : environments) {
      String refs = switch (environment) {
        case "dev" -> "refs/heads/develop";
        case "staging" -> "refs/heads/main";
        default -> "refs/heads/release/* | refs/tags/v*";
      };
      cases.append("    ").append(refs).append(") environment=").append(environment).append(" ;;\n");
    }
    return cases.toString();
  }

  static String gitlab(String environment) {
    return switch (environment) {
      case "dev" -> "$CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH == \"develop\"";
      case "staging" -> "$CI_PIPELINE_SOURCE == \"push\" && $CI_COMMIT_BRANCH == \"main\"";
      default -> "$CI_COMMIT_TAG =~ /^v/ || $CI_COMMIT_BRANCH =~ /^release\\//";
    };
  }
}
