package dev.slipway.core.notice;

import java.util.List;
import java.util.Optional;

/** How a receiver is reached. A secret stands here as {@code ${file:/path}} or {@code ${env:NAME}} and is looked up when it is needed. */
public sealed interface Way {

  /** A Slack channel, by its incoming webhook. */
  record Slack(String url) implements Way {}

  /** A Microsoft Teams channel, by the webhook of a workflow. */
  record Teams(String url) implements Way {}

  /**
   * E-mail.
   *
   * @param smtp host and port
   * @param tls how the line is made secret
   * @param login absent where the server asks for none
   */
  record Email(String smtp, Tls tls, Optional<Login> login, String from, List<String> to) implements Way {
    public Email {
      to = List.copyOf(to);
    }
  }

  /** How the line to a mail server is made secret. */
  enum Tls {
    /** Asked for after the greeting, and required (RFC 3207). */
    STARTTLS,
    /** From the first byte on. */
    TLS,
    /** Not at all. */
    NONE
  }

  /** Who signs in. */
  record Login(String user, String password) {}

  /**
   * PagerDuty Events v2.
   *
   * @param key of the integration
   * @param url absent for PagerDuty's own
   */
  record PagerDuty(String key, Optional<String> url) implements Way {}

  /**
   * Incidents on a status page, by Statuspage's interface.
   *
   * @param page its id
   * @param url absent for Statuspage's own
   */
  record StatusPage(String page, String token, Optional<String> url) implements Way {}

  /**
   * Any program that takes JSON.
   *
   * @param secret what it is signed with, absent for not at all
   */
  record Webhook(String url, Optional<String> secret) implements Way {}

  /**
   * GitHub's record of what was deployed where.
   *
   * @param repository owner and name
   * @param url absent for GitHub's own
   */
  record GitHub(String repository, String token, Optional<String> url) implements Way {}

  /**
   * GitLab's record of what was deployed where.
   *
   * @param project path or number
   * @param url absent for GitLab's own
   */
  record GitLab(String project, String token, Optional<String> url) implements Way {}

  /** Whoever speaks CDEvents over CloudEvents. */
  record CdEvents(String url) implements Way {}

  /** Whether such a thing ends what stays open there until it is told that it is over. */
  default boolean ends(NoticeKind kind) {
    return switch (this) {
      case PagerDuty p -> kind == NoticeKind.PROMOTED || kind == NoticeKind.ROLLED_BACK || kind == NoticeKind.PROBLEM_OVER;
      case StatusPage s -> endsIncident(kind);
      case Slack s -> false;
      case Teams t -> false;
      case Email e -> false;
      case Webhook w -> false;
      case GitHub g -> false;
      case GitLab g -> false;
      case CdEvents c -> false;
    };
  }

  /** Whether it is told such a thing where nothing else is said: people every turn of a rollout, but not every step. */
  default boolean usual(NoticeKind kind) {
    return switch (this) {
      case Slack s -> kind != NoticeKind.STEP_PASSED;
      case Teams t -> kind != NoticeKind.STEP_PASSED;
      case Email e -> kind != NoticeKind.STEP_PASSED;
      case PagerDuty p -> alarms(kind);
      case StatusPage s -> kind == NoticeKind.GOING_BACK || kind == NoticeKind.FAILED;
      case Webhook w -> true;
      case GitHub g -> true;
      case GitLab g -> true;
      case CdEvents c -> true;
    };
  }

  private static boolean endsIncident(NoticeKind kind) {
    return switch (kind) {
      case PROMOTED, ROLLED_BACK, FAILED, NOT_STARTED, PROBLEM_OVER -> true;
      case STARTED, WAITING, STEP_PASSED, GOING_BACK, NEEDS_PERSON, ROUTER_CHANGED, PROBLEM, REMOVED, TEST -> false;
    };
  }

  private static boolean alarms(NoticeKind kind) {
    return switch (kind) {
      case GOING_BACK, FAILED, NEEDS_PERSON, ROUTER_CHANGED, PROBLEM -> true;
      case STARTED, WAITING, STEP_PASSED, PROMOTED, ROLLED_BACK, NOT_STARTED, PROBLEM_OVER, REMOVED, TEST -> false;
    };
  }
}
