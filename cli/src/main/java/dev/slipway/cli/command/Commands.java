package dev.slipway.cli.command;

import java.util.List;

/** Every command by its name. */
final class Commands {
  /** In the order of the help. */
  static final List<String> NAMES = List.of(
      "init", "release", "validate-config", "validate", "gate", "sbom", "plan", "simulate", "deploy", "status", "watch", "pause", "resume",
      "promote", "approve", "deny", "freeze", "abort", "rollback", "unqueue", "remove", "emergency", "history", "logs", "audit", "metrics",
      "environments", "objectives", "notifications", "state", "router", "kubernetes", "readiness", "access", "token", "login", "logout",
      "whoami", "server", "proxy", "demo", "completion");

  private Commands() {}

  /** A switch and no table of constructors: a table's lambdas would all be made at every start. */
  static Object made(String name) {
    return switch (name) {
      case "init" -> new Init();
      case "release" -> new ReleaseCommand();
      case "validate-config" -> new ValidateConfig();
      case "validate" -> new ValidateCommand();
      case "gate" -> new GateCommand();
      case "sbom" -> new Sbom();
      case "plan" -> new Plan();
      case "simulate" -> new Simulate();
      case "deploy" -> new Deploy();
      case "status" -> new Status();
      case "watch" -> new Watch();
      case "pause" -> new Pause();
      case "resume" -> new Resume();
      case "promote" -> new Promote();
      case "approve" -> new Approve();
      case "deny" -> new Deny();
      case "freeze" -> new Freeze();
      case "abort" -> new Abort();
      case "rollback" -> new Rollback();
      case "unqueue" -> new Unqueue();
      case "remove" -> new Remove();
      case "emergency" -> new Emergency();
      default -> aroundRollouts(name);
    };
  }

  private static Object aroundRollouts(String name) {
    return switch (name) {
      case "history" -> new History();
      case "logs" -> new Logs();
      case "audit" -> new Audit();
      case "metrics" -> new MetricsCommand();
      case "objectives" -> new ObjectivesCommand();
      case "environments" -> new EnvironmentsCommand();
      case "notifications" -> new Notifications();
      case "state" -> new State();
      case "router" -> new RouterCommand();
      case "kubernetes" -> new KubernetesCommand();
      case "readiness" -> new ReadinessCommand();
      case "access" -> new AccessCommand();
      case "token" -> new TokenCommand();
      case "login" -> new Login();
      case "logout" -> new Logout();
      case "whoami" -> new Whoami();
      case "server" -> new ServerCommand();
      case "proxy" -> new ProxyCommand();
      case "demo" -> new Demo();
      case "completion" -> new Completion();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
