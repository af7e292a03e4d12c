package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.Patterns;
import dev.slipway.gates.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Placeholders that nobody filled in: {@code #{Token}#}, {@code CHANGEME}, marks of what is to do, {@code <your-…>} and one's own.
 */
final class PlaceholderLook implements Look {
  private static final List<Pattern> USUAL =
      List.of(
          Pattern.compile("#\\{[A-Za-z0-9_.:-]{1,200}\\}#"),
          Pattern.compile("(?<![A-Za-z0-9])(?:CHANGE[-_ ]?ME|changeme|change-me|REPLACE[-_ ]?ME|FILL[-_ ]?ME(?:[-_ ]?IN)?"
              + "|TO[D]O|FIX[M]E|TBD)(?![A-Za-z0-9])"),
          Pattern.compile("<(?:your|insert|replace|enter)[-_ ][^<>\\n]{1,100}>", Pattern.CASE_INSENSITIVE),
          Pattern.compile("(?<![A-Z0-9])YOUR_[A-Z0-9_]{1,100}"));

  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    return List.of();
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    List<Pattern> patterns = patterns(gate);
    List<String> allow = gate.texts("allow");
    TextFiles files = new TextFiles(around.folder());
    files.each(gate.subject(), allow, (file, number, text) -> {
      for (Pattern pattern : patterns) {
        Matcher m = pattern.matcher(text);
        while (m.find()) {
          if (!m.group().isEmpty() && !Patterns.matchesAny(allow, m.group())) {
            tally.finding(m.group(), file, m.group() + " in " + file + ":" + number);
          }
        }
      }
    });
    return Counted.of(files.read(), "file") + " looked into" + (files.large() > 0 ? ", " + files.large() + " too large" : "");
  }

  private static List<Pattern> patterns(GateSpec gate) {
    List<Pattern> patterns = new ArrayList<>(USUAL);
    for (String own : gate.texts("patterns")) {
      try {
        patterns.add(Pattern.compile(own));
      } catch (PatternSyntaxException e) {
        throw GateFault.failed("SLW-6134", "\"" + own + "\" is no regular expression: " + e.getDescription(), "Correct it in slipway.yaml");
      }
    }
    return patterns;
  }
}
