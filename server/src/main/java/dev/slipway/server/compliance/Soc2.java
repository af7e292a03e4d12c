package dev.slipway.server.compliance;

import static dev.slipway.server.compliance.Evidence.ACCESS;
import static dev.slipway.server.compliance.Evidence.ADOPTED;
import static dev.slipway.server.compliance.Evidence.APPROVAL;
import static dev.slipway.server.compliance.Evidence.CHANGE;
import static dev.slipway.server.compliance.Evidence.CHECK_FAILED;
import static dev.slipway.server.compliance.Evidence.CHECK_PASSED;
import static dev.slipway.server.compliance.Evidence.CONFIGURATION;
import static dev.slipway.server.compliance.Evidence.EMERGENCY;
import static dev.slipway.server.compliance.Evidence.EXPOSURE;
import static dev.slipway.server.compliance.Evidence.FOREIGN_CHANGE;
import static dev.slipway.server.compliance.Evidence.GATES;
import static dev.slipway.server.compliance.Evidence.HELD;
import static dev.slipway.server.compliance.Evidence.INCIDENT;
import static dev.slipway.server.compliance.Evidence.ORIGIN;
import static dev.slipway.server.compliance.Evidence.OVERRIDE;
import static dev.slipway.server.compliance.Evidence.PROBLEM;
import static dev.slipway.server.compliance.Evidence.PROMOTED;
import static dev.slipway.server.compliance.Evidence.REMOVED;
import static dev.slipway.server.compliance.Evidence.ROLLBACK;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_A_PERSON;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_ITSELF;
import static dev.slipway.server.compliance.Evidence.TASK;

import java.util.List;

/** The common criteria and those of availability, as far as a release tool comes near them. */
final class Soc2 {
  static final List<Control> CONTROLS = List.of(
      Control.of("CC2.1", "Information for internal control",
          "Relevant information of quality is obtained and used, so that controls work.")
          .shown(CHANGE, ORIGIN, PROMOTED, TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON)
          .missing(Gap.NO_REASON)
          .figures("deployment-frequency", "lead-time", "success-rate")
          .cannot("Whether anybody read it."),
      Control.of("CC6.1", "Logical access", "Access to what is protected is restricted by software, infrastructure and architecture.")
          .shown(ACCESS, CHANGE, ROLLBACK, REMOVED)
          .missing(Gap.UNPROVEN_NAME, Gap.AROUND)
          .cannot("Access to machines, clusters and databases that goes around Slipway.", "Who read what: only changes are records.",
              "Whether a name was proven: one that was said with the server's own token looks the same in a record."),
      Control.of("CC6.2", "Granting and withdrawing access",
          "People are registered and authorised before they get credentials, and lose them in time.")
          .shown(ACCESS)
          .missing(Gap.UNPROVEN_NAME)
          .cannot("Who joined or left, and when: that lies with whoever runs the accounts."),
      Control.of("CC6.3", "Roles, least privilege, separation of duties",
          "Access follows roles and the least that is needed; who asks for a change does not also approve it.")
          .shown(ACCESS, APPROVAL, OVERRIDE, HELD, EMERGENCY)
          .missing(Gap.NO_APPROVAL, Gap.OWN_APPROVAL, Gap.OVERRIDDEN, Gap.UNPROVEN_NAME)
          .cannot("Whether roles fit what people do: their review is a person's work."),
      Control.of("CC6.8", "Unauthorised or malicious software", "Software that was not authorised is prevented or detected and acted upon.")
          .shown(GATES, FOREIGN_CHANGE, ADOPTED)
          .missing(Gap.NO_GATES, Gap.WAIVED, Gap.NOT_DEPLOYED)
          .cannot("Software on machines that Slipway did not put there."),
      Control.of("CC7.1", "Changes and vulnerabilities are detected",
          "Configuration changes that bring vulnerabilities, and new ones, are detected.")
          .shown(GATES, FOREIGN_CHANGE)
          .missing(Gap.NO_GATES, Gap.WAIVED, Gap.AROUND)
          .cannot("Vulnerabilities that became known after a release was deployed and before the next."),
      Control.of("CC7.2", "Monitoring for anomalies", "Components are watched for anomalies, which are analysed.")
          .shown(CHECK_PASSED, CHECK_FAILED, TASK, INCIDENT, PROBLEM)
          .cannot("Monitoring between rollouts, and attacks: Slipway watches while it releases."),
      Control.of("CC7.3", "Security events are evaluated", "Events are evaluated to tell whether objectives could fail, and acted upon.")
          .shown(CHECK_FAILED, TAKEN_BACK_BY_ITSELF, INCIDENT)
          .cannot("Whether an event was one of security: a failed check does not say why it failed."),
      Control.of("CC7.4", "Response to incidents", "Incidents are contained, remediated and communicated by a defined programme.")
          .shown(TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON, ROLLBACK, EMERGENCY)
          .missing(Gap.NO_REASON, Gap.NEVER_ENDED)
          .figures("rollback-time", "recovery-time")
          .cannot("The programme itself, and what was said to whom outside."),
      Control.of("CC7.5", "Recovery from incidents", "Activities to recover are identified, developed and carried out.")
          .shown(ROLLBACK, TAKEN_BACK_BY_ITSELF, PROMOTED)
          .figures("recovery-time", "rework-rate")
          .cannot("Recovery of data."),
      Control.of("CC8.1", "Change management",
          "Changes are authorised, designed, developed, configured, documented, tested, approved and implemented to meet objectives.")
          .shown(CHANGE, ORIGIN, CONFIGURATION, GATES, APPROVAL, OVERRIDE, EXPOSURE, CHECK_PASSED, CHECK_FAILED, PROMOTED,
              TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON, EMERGENCY)
          .missing(Gap.NO_TICKET, Gap.NO_COMMIT, Gap.NO_RUN, Gap.NO_GATES, Gap.NO_APPROVAL, Gap.OWN_APPROVAL, Gap.OVERRIDDEN,
              Gap.NO_REASON, Gap.WAIVED,
              Gap.AROUND, Gap.NOT_DEPLOYED, Gap.UNPROVEN_NAME)
          .figures("deployment-frequency", "change-failure-rate", "success-rate", "duration")
          .cannot("Design and review of the code: the commit leads to where that is recorded.",
              "Changes of infrastructure that are not made with Slipway."),
      Control.of("CC9.1", "Risk of disruption", "Risks of business disruption are identified and mitigated.")
          .shown(EXPOSURE, TAKEN_BACK_BY_ITSELF)
          .figures("change-failure-rate")
          .cannot("The assessment of risk, and insurance."),
      Control.of("A1.1", "Capacity", "Capacity and its use are kept, monitored and evaluated.")
          .shown(CHECK_FAILED)
          .cannot("Forecasts, and use between rollouts."),
      Control.of("A1.2", "Recovery infrastructure", "Environment, backup and recovery infrastructure are designed, run and monitored.")
          .shown(ROLLBACK, TAKEN_BACK_BY_ITSELF)
          .figures("rollback-time")
          .cannot("Backups of data, power, and premises."),
      Control.of("A1.3", "Recovery is tested", "Procedures of the recovery plan are tested.")
          .shown(ROLLBACK, EMERGENCY)
          .figures("rollback-time")
          .cannot("Restoring of data from backups: a restore is no record of the journal."));

  private Soc2() {}
}
