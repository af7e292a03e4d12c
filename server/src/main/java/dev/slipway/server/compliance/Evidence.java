package dev.slipway.server.compliance;

import dev.slipway.server.view.Words;

/** A kind of thing that the journal has records of, as an auditor asks for it. */
enum Evidence {
  CHANGE("changes that were begun, each with who asked, when, why, from which release to which"),
  ORIGIN("changes that say their commit, pipeline run or ticket"),
  CONFIGURATION("changes that say in what slipway.yaml was otherwise than in the deploy before"),
  GATES("changes whose gates (tests, scans, signatures, bill of materials) all passed before anything was started"),
  WAIVED("changes with findings that a waiver let pass"),
  QUEUE("changes that waited for another to end, or left the queue"),
  EXPOSURE("steps in which users were exposed to a change, little by little"),
  CHECK_PASSED("checks and verdicts on a change that passed"),
  CHECK_FAILED("checks and verdicts on a change that failed, or could not be decided"),
  TASK("hooks and checks that were run, with their outcome"),
  APPROVAL("decisions of a person to let a change go on"),
  OVERRIDE("uses of an admin's word in place of approvals, freeze or branch rules, each with the reason"),
  HELD("decisions of a person to stop a change or to let it go on again"),
  PROMOTED("changes that came into force"),
  TAKEN_BACK_BY_ITSELF("changes that Slipway took back by itself, with the cause"),
  TAKEN_BACK_BY_A_PERSON("changes that a person, or a newer change, took back"),
  ROLLBACK("rollbacks of what was in force, by a person"),
  EMERGENCY("uses of the emergency path, which asks nobody"),
  ACCESS("changes of who may do what: tokens and roles given, withdrawn and ended"),
  ARCHIVED("records that were put into an archive, each time with who did it, until when, and the file's hash"),
  INCIDENT("situations that needed a person"),
  PROBLEM("problems around a service that lasted: its router, its platform, the store, a source of measurements"),
  FOREIGN_CHANGE("changes of the router that were made around Slipway"),
  ADOPTED("services that were taken over as they ran"),
  REMOVED("services that were taken down"),
  RETIRED("releases that were let go after the time to go back to them");

  private final String words;

  Evidence(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** As it is written in answers: {@code check-failed}. */
  String word() {
    return Words.of(this);
  }
}
