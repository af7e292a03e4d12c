package dev.slipway.server.compliance;

import static dev.slipway.server.compliance.Evidence.ACCESS;
import static dev.slipway.server.compliance.Evidence.APPROVAL;
import static dev.slipway.server.compliance.Evidence.ARCHIVED;
import static dev.slipway.server.compliance.Evidence.CHANGE;
import static dev.slipway.server.compliance.Evidence.CHECK_FAILED;
import static dev.slipway.server.compliance.Evidence.CHECK_PASSED;
import static dev.slipway.server.compliance.Evidence.CONFIGURATION;
import static dev.slipway.server.compliance.Evidence.EMERGENCY;
import static dev.slipway.server.compliance.Evidence.FOREIGN_CHANGE;
import static dev.slipway.server.compliance.Evidence.GATES;
import static dev.slipway.server.compliance.Evidence.HELD;
import static dev.slipway.server.compliance.Evidence.INCIDENT;
import static dev.slipway.server.compliance.Evidence.ORIGIN;
import static dev.slipway.server.compliance.Evidence.OVERRIDE;
import static dev.slipway.server.compliance.Evidence.PROMOTED;
import static dev.slipway.server.compliance.Evidence.REMOVED;
import static dev.slipway.server.compliance.Evidence.ROLLBACK;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_A_PERSON;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_ITSELF;
import static dev.slipway.server.compliance.Evidence.TASK;

import java.util.List;

/** Administrative and technical safeguards, as far as a release tool comes near them. */
final class Hipaa {
  static final List<Control> CONTROLS = List.of(
      Control.of("164.308(a)(1)(ii)(D)", "Information system activity review", "Records of activity are reviewed regularly.")
          .shown(CHANGE, ROLLBACK, CHECK_FAILED, INCIDENT)
          .cannot("That somebody reviewed them: keep this report with a signature and a date."),
      Control.of("164.308(a)(3)(ii)(A)", "Authorisation and supervision",
          "Workforce that works where health information is, is authorised and supervised.")
          .shown(APPROVAL, OVERRIDE, HELD)
          .missing(Gap.NO_APPROVAL, Gap.OWN_APPROVAL, Gap.OVERRIDDEN, Gap.UNPROVEN_NAME)
          .cannot("Who belongs to the workforce, and its training."),
      Control.of("164.308(a)(4)(ii)(C)", "Access establishment and modification",
          "A user's right of access is set up, documented, reviewed and modified.")
          .shown(ACCESS)
          .missing(Gap.UNPROVEN_NAME)
          .cannot("Access to the health information itself."),
      Control.of("164.308(a)(5)(ii)(B)", "Protection from malicious software",
          "Malicious software is guarded against, detected and reported.")
          .shown(GATES, FOREIGN_CHANGE)
          .missing(Gap.NO_GATES, Gap.WAIVED, Gap.NOT_DEPLOYED)
          .cannot("Workstations, mail, and software that Slipway did not deploy."),
      Control.of("164.308(a)(6)(ii)", "Response and reporting",
          "Security incidents are identified, responded to, mitigated and documented.")
          .shown(INCIDENT, TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON, ROLLBACK, EMERGENCY)
          .missing(Gap.NO_REASON, Gap.NEVER_ENDED)
          .figures("recovery-time", "rollback-time")
          .cannot("Whether an incident touched health information, and what was reported to whom."),
      Control.of("164.308(a)(7)(ii)(B)", "Disaster recovery plan", "Procedures restore what was lost.")
          .shown(ROLLBACK, EMERGENCY)
          .figures("recovery-time")
          .cannot("Restoring of data."),
      Control.of("164.308(a)(7)(ii)(D)", "Testing and revision", "Contingency plans are tested and revised periodically.")
          .shown(ROLLBACK, TAKEN_BACK_BY_ITSELF)
          .figures("rollback-time")
          .cannot("Exercises that did not use Slipway."),
      Control.of("164.308(a)(8)", "Evaluation", "Safeguards are evaluated technically in response to changes of environment and operation.")
          .shown(GATES, CHECK_PASSED, CHECK_FAILED, TASK)
          .missing(Gap.NO_GATES)
          .cannot("Evaluation that is not technical."),
      Control.of("164.312(a)(1)", "Access control", "Systems allow access only to those who were granted it.")
          .shown(ACCESS, CHANGE, ROLLBACK, REMOVED)
          .missing(Gap.UNPROVEN_NAME, Gap.AROUND)
          .cannot("Access inside the services that are deployed."),
      Control.of("164.312(a)(2)(i)", "Unique user identification", "A unique name identifies and tracks each user.")
          .shown(ACCESS)
          .missing(Gap.UNPROVEN_NAME),
      Control.of("164.312(a)(2)(ii)", "Emergency access procedure", "There is a procedure for getting at what is needed in an emergency.")
          .shown(EMERGENCY)
          .cannot("Access to health information: the emergency path moves traffic only."),
      Control.of("164.312(b)", "Audit controls", "Activity in systems with health information is recorded and can be examined.")
          .shown(CHANGE, ORIGIN, CONFIGURATION, APPROVAL, PROMOTED, ROLLBACK, TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON)
          .missing(Gap.NO_REASON, Gap.NO_TICKET, Gap.AROUND)
          .cannot("Activity inside the services: only what was released, and how."),
      Control.of("164.312(c)(1)", "Integrity", "Information is protected from improper alteration or destruction.")
          .shown(ORIGIN, GATES)
          .missing(Gap.NO_COMMIT, Gap.NO_GATES, Gap.NOT_DEPLOYED)
          .cannot("Integrity of the health information; that of the records is proven by the checkpoint of this report."),
      Control.of("164.312(d)", "Person or entity authentication", "Whoever seeks access is verified to be who they claim.")
          .shown(ACCESS)
          .missing(Gap.UNPROVEN_NAME)
          .cannot("Whether a name was proven: one that was said with the server's own token looks the same in a record."),
      Control.of("164.312(e)(1)", "Transmission security", "Information is guarded while it is transmitted.")
          .cannot("Transmission by the services; what TLS an address has stands in slipway.yaml, not in the journal."),
      Control.of("164.316(b)(2)(i)", "Retention", "Documentation is kept for six years from its making or last effect.")
          .shown(CHANGE, ARCHIVED)
          .cannot("That archives of the journal are kept, once its records are in them.",
              "That backups of the journal are kept: a checkpoint kept elsewhere proves that nothing was left out."));

  private Hipaa() {}
}
