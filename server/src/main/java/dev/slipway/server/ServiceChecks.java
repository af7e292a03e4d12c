package dev.slipway.server;

import dev.slipway.adapters.linux.Detached;
import dev.slipway.adapters.task.Asking;
import dev.slipway.core.check.Suite;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.validation.Report;
import dev.slipway.validation.Subject;
import dev.slipway.validation.Validation;
import dev.slipway.validation.ask.Trust;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;

/** Asks an address what a rollout's suite says, with this server's variables. */
final class ServiceChecks implements Asking {
  private static final Logger LOG = System.getLogger(ServiceChecks.class.getName());

  private final Map<String, String> variables;

  ServiceChecks(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  @Override
  public Answer ask(TargetId target, Task.Work.Validate work, Endpoint address, Path folder) throws InterruptedException {
    Suite suite = work.suite();
    Subject subject =
        new Subject(
            Subject.listening(address, suite.tls().isPresent()), suite.health(), target, work.version(),
            Optional.of(suite.place()), folder, trust(suite.tls()), variables, Detached.passedOn(variables));
    Report report = Validation.of(subject, suite.checks(), planned -> true, suite.deadline());
    return new Answer(report.passed(), report.reason(), report.shortened());
  }

  /** The very certificate that the router was given; where it cannot be read here, what this machine trusts. */
  private static Trust trust(Optional<TargetSettings.Tls> tls) {
    if (tls.isEmpty()) {
      return Trust.system();
    }
    try {
      return Trust.pinning(Path.of(tls.get().certificate()));
    } catch (IOException | CertificateException e) {
      LOG.log(Level.WARNING, "SLW-3069 the certificate " + tls.get().certificate() + " cannot be read here (" + e
          + "); checks on the live address trust what this machine trusts. Traffic is not touched");
      return Trust.system();
    }
  }
}
