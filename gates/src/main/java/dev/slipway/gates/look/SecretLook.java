package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.Patterns;
import dev.slipway.gates.report.ReportFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Secrets in files: tokens whose form their issuers publish, private keys, and words after {@code password} and the like that are too
 * random to be words. A secret is never shown, only where it stands and a fingerprint to allow it by.
 */
final class SecretLook implements Look {
  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    return List.of();
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    List<String> allow = new ArrayList<>(gate.texts("allow"));
    TextFiles files = new TextFiles(around.folder());
    files.each(gate.subject(), allow, (file, number, text) -> {
      for (SecretRules.Hit hit : SecretRules.in(text)) {
        if (!Patterns.matchesAny(allow, hit.fingerprint()) && !Patterns.matchesAny(allow, hit.rule())) {
          tally.finding(hit.rule(), file + " " + hit.fingerprint(), hit.rule() + " in " + file + ":" + number + ", fingerprint "
              + hit.fingerprint());
        }
      }
    });
    return Counted.of(files.read(), "file") + " looked into" + (files.large() > 0 ? ", " + files.large() + " too large" : "");
  }
}
