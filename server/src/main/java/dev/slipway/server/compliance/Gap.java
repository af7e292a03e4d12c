package dev.slipway.server.compliance;

import dev.slipway.server.view.Words;
import java.util.List;

/** Something that the journal could show of a change, and of which it has no record; or that it shows, and that should not be. */
enum Gap {
  NO_REASON("changes and rollbacks without a reason", "give one: slipway deploy … --reason, slipway rollback ENV \"REASON\"",
      Evidence.CHANGE, Evidence.ROLLBACK),
  NO_TICKET("changes without a ticket", "name it: slipway deploy … --ticket", Evidence.CHANGE),
  NO_COMMIT("changes that do not say which commit was built", "name it: slipway deploy … --commit; in a pipeline it is known",
      Evidence.CHANGE),
  NO_RUN("changes that no pipeline's run is named for", "deploy from a pipeline, or name the run", Evidence.CHANGE),
  NO_GATES("changes that no gate stood before", "write gates: for the environment", Evidence.CHANGE),
  NO_APPROVAL("changes that came into force without a person letting them go on", "have a step wait for a person", Evidence.PROMOTED),
  OWN_APPROVAL("changes that nobody but who asked for them let go on", "have somebody else say it", Evidence.PROMOTED),
  WAIVED("changes with findings that a waiver let pass", "look at each waiver", Evidence.CHANGE),
  OVERRIDDEN("changes that an admin's word let through in place of approvals, freeze or branch rules", "look at each reason",
      Evidence.CHANGE, Evidence.ROLLBACK),
  AROUND("changes of the router that were made around Slipway", "let nobody else write there", Evidence.FOREIGN_CHANGE),
  NOT_DEPLOYED("services that were taken over as they ran: how they came there is not known", "deploy them once", Evidence.ADOPTED),
  NEVER_ENDED("changes and rollbacks that had not ended by the end of the journal", "look at them again", Evidence.CHANGE,
      Evidence.ROLLBACK),
  UNPROVEN_NAME("changes and rollbacks by a name that had no token or role of its own: it is what the client said",
      "give everybody a token or a role of their own",
      Evidence.CHANGE, Evidence.ROLLBACK);

  private final String words;
  private final String mend;
  private final List<Evidence> among;

  Gap(String words, String mend, Evidence... among) {
    this.words = words;
    this.mend = mend;
    this.among = List.of(among);
  }

  String words() {
    return words;
  }

  /** What to do, so that the next report has it. */
  String mend() {
    return mend;
  }

  /** Out of what it is counted. */
  List<Evidence> among() {
    return among;
  }

  String word() {
    return Words.of(this);
  }

  /** The gap that a record shows by being there. */
  static List<Gap> shownBy(Evidence evidence) {
    return switch (evidence) {
      case WAIVED -> List.of(WAIVED);
      case OVERRIDE -> List.of(OVERRIDDEN);
      case FOREIGN_CHANGE -> List.of(AROUND);
      case ADOPTED -> List.of(NOT_DEPLOYED);
      case CHANGE, ORIGIN, GATES, QUEUE, EXPOSURE, CHECK_PASSED, CHECK_FAILED, TASK, APPROVAL, HELD, PROMOTED, TAKEN_BACK_BY_ITSELF,
          TAKEN_BACK_BY_A_PERSON, ROLLBACK, EMERGENCY, ACCESS, ARCHIVED, CONFIGURATION, INCIDENT, PROBLEM, REMOVED,
          RETIRED -> List.of();
    };
  }
}
