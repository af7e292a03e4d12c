package dev.slipway.server.view;

import java.util.Map;
import java.util.stream.Collectors;

/** Gauges in the text format 0.0.4 of Prometheus. */
public final class MetricText {
  private final String prefix;
  private final StringBuilder text = new StringBuilder();

  /** @param prefix what every name begins with */
  public MetricText(String prefix) {
    this.prefix = prefix;
  }

  /** Says what samples of a name are; they follow. */
  public void gauge(String name, String help) {
    text.append("# HELP ").append(prefix).append(name).append(' ').append(help).append("\n# TYPE ").append(prefix).append(name)
        .append(" gauge\n");
  }

  /** One sample. */
  public void sample(String name, Map<String, String> labels, double value) {
    text.append(prefix).append(name).append(labels.entrySet().stream().map(l -> l.getKey() + "=\"" + escaped(l.getValue()) + "\"")
        .collect(Collectors.joining(",", "{", "}"))).append(' ').append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
