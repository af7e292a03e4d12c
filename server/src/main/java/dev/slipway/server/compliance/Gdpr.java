package dev.slipway.server.compliance;

import static dev.slipway.server.compliance.Evidence.ACCESS;
import static dev.slipway.server.compliance.Evidence.APPROVAL;
import static dev.slipway.server.compliance.Evidence.CHANGE;
import static dev.slipway.server.compliance.Evidence.CHECK_FAILED;
import static dev.slipway.server.compliance.Evidence.CHECK_PASSED;
import static dev.slipway.server.compliance.Evidence.EMERGENCY;
import static dev.slipway.server.compliance.Evidence.EXPOSURE;
import static dev.slipway.server.compliance.Evidence.FOREIGN_CHANGE;
import static dev.slipway.server.compliance.Evidence.GATES;
import static dev.slipway.server.compliance.Evidence.HELD;
import static dev.slipway.server.compliance.Evidence.INCIDENT;
import static dev.slipway.server.compliance.Evidence.ORIGIN;
import static dev.slipway.server.compliance.Evidence.OVERRIDE;
import static dev.slipway.server.compliance.Evidence.PROMOTED;
import static dev.slipway.server.compliance.Evidence.ROLLBACK;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_A_PERSON;
import static dev.slipway.server.compliance.Evidence.TAKEN_BACK_BY_ITSELF;
import static dev.slipway.server.compliance.Evidence.TASK;

import java.util.List;

/** Articles about security and accountability, as far as a release tool comes near them. */
final class Gdpr {
  static final List<Control> CONTROLS = List.of(
      Control.of("Art. 5(1)(f)", "Integrity and confidentiality", "Personal data are processed so that they stay secure.")
          .shown(GATES, TAKEN_BACK_BY_ITSELF, FOREIGN_CHANGE)
          .missing(Gap.NO_GATES, Gap.WAIVED, Gap.AROUND)
          .cannot("Which services process personal data: Slipway does not know what they do."),
      Control.of("Art. 5(2)", "Accountability", "The controller can show that the principles are kept.")
          .shown(CHANGE, ORIGIN, APPROVAL, PROMOTED, TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON)
          .missing(Gap.NO_REASON, Gap.NO_TICKET, Gap.NO_COMMIT, Gap.UNPROVEN_NAME)
          .cannot("Lawfulness, purpose and consent."),
      Control.of("Art. 24(1)", "Responsibility of the controller", "Measures are in place, and are reviewed and updated where necessary.")
          .shown(ACCESS, GATES, APPROVAL, OVERRIDE, HELD)
          .missing(Gap.NO_GATES, Gap.NO_APPROVAL)
          .cannot("Policies, and their review."),
      Control.of("Art. 25", "Data protection by design and by default",
          "Measures are built in when means are determined and when processing runs.")
          .shown(GATES, EXPOSURE, CHECK_PASSED)
          .missing(Gap.NO_GATES, Gap.WAIVED)
          .cannot("Minimisation, pseudonyms and defaults inside the services."),
      Control.of("Art. 28(3)(h)", "Information of the processor", "A processor makes available what shows that its obligations are kept.")
          .shown(CHANGE, PROMOTED)
          .cannot("The contract, and processors that Slipway knows nothing of."),
      Control.of("Art. 30", "Records of processing activities", "The controller keeps a record of its processing activities.")
          .cannot("This record: the journal is one of releases. It holds names of people who acted; put that into yours."),
      Control.of("Art. 32(1)(b)", "Ongoing security and resilience", "Confidentiality, integrity, availability and resilience are ongoing.")
          .shown(EXPOSURE, CHECK_FAILED, TAKEN_BACK_BY_ITSELF, EMERGENCY)
          .figures("change-failure-rate", "success-rate")
          .cannot("Encryption and confidentiality inside the services."),
      Control.of("Art. 32(1)(c)", "Restoring availability", "Availability and access are restored in a timely manner after an incident.")
          .shown(ROLLBACK, TAKEN_BACK_BY_ITSELF, EMERGENCY)
          .missing(Gap.NEVER_ENDED)
          .figures("recovery-time", "rollback-time")
          .cannot("Restoring of data."),
      Control.of("Art. 32(1)(d)", "Regular testing", "The effectiveness of measures is tested, assessed and evaluated regularly.")
          .shown(GATES, CHECK_PASSED, CHECK_FAILED, TASK)
          .missing(Gap.NO_GATES)
          .cannot("Tests by people from outside."),
      Control.of("Art. 32(4)", "Acting on instruction", "People with access act on instructions of the controller only.")
          .shown(ACCESS, APPROVAL)
          .missing(Gap.NO_APPROVAL, Gap.OWN_APPROVAL, Gap.OVERRIDDEN, Gap.UNPROVEN_NAME)
          .cannot("Instructions that were given elsewhere; the ticket leads there."),
      Control.of("Art. 33(5)", "Documentation of breaches",
          "Breaches are documented: facts, effects, remedial action; Art. 33(1) gives 72 hours to notify.")
          .shown(INCIDENT, TAKEN_BACK_BY_ITSELF, TAKEN_BACK_BY_A_PERSON, ROLLBACK, EMERGENCY)
          .missing(Gap.NO_REASON)
          .figures("recovery-time")
          .cannot("Whether personal data were touched, and what was notified to "
              + "whom: the times here say when something was seen and mended."),
      Control.of("Art. 35", "Impact assessment", "Risky processing is assessed before it begins.")
          .cannot("Any of it; a gate that runs a command can ask for the document before a release."));

  private Gdpr() {}
}
