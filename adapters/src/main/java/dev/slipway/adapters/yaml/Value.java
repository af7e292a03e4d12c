package dev.slipway.adapters.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A value with its place, to be read as something: what cannot be read so is noted as a problem and gives nothing.
 *
 * @param node the value
 * @param path as {@code environments.staging.listen}
 * @param keyAt where its key stands
 * @param problems where faults are noted
 */
record Value(Node node, String path, Position keyAt, Problems problems) {

  Position at() {
    return node.at();
  }

  void fault(Fault fault, String message, String hint) {
    problems.add(fault, at(), message, hint);
  }

  Optional<Section> section(String example) {
    if (node instanceof Node.Mapping map) {
      return Optional.of(new Section(map, path, keyAt, problems));
    }
    return wrongKind("a map", example);
  }

  /** A list's values, or the one value that stands for a list of one. */
  List<Value> oneOrMany() {
    if (!(node instanceof Node.Sequence list)) {
      return List.of(this);
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      Node item = list.items().get(i);
      items.add(new Value(item, NodePlace.item(path, i), item.at(), problems));
    }
    return items;
  }

  Optional<String> text(String example) {
    if (!(node instanceof Node.Scalar scalar)) {
      return wrongKind("text", example);
    }
    if (scalar.type() != Node.Type.TEXT) {
      return scalar.type() == Node.Type.NOTHING ? wrongKind("text", example) : wrongKind("text", "\"" + scalar.text() + "\" in quotes");
    }
    if (scalar.text().isBlank()) {
      fault(Fault.BAD_FORM, path + " is empty", "write it as " + example);
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  Optional<Integer> whole(int least, int most) {
    if (!(node instanceof Node.Scalar scalar) || !scalar.text().matches("[+-]?[0-9]+") || scalar.type() == Node.Type.NOTHING) {
      return wrongKind("a whole number from " + least + " to " + most, Integer.toString(Math.max(least, 2)));
    }
    Optional<Integer> number = scalar.text().length() > 9 ? Optional.empty() : Optional.of(Integer.parseInt(scalar.text()));
    if (number.isEmpty() || number.get() < least || number.get() > most) {
      fault(Fault.OUT_OF_RANGE, path + " is " + scalar.text() + ", out of range", "use a whole number from " + least + " to " + most);
      return Optional.empty();
    }
    return number;
  }

  Optional<Boolean> truth() {
    if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.TRUTH) {
      return Optional.of(Boolean.parseBoolean(scalar.text()));
    }
    return wrongKind("true or false", "true");
  }

  Optional<String> word(Collection<String> right) {
    Optional<String> word = text(right.iterator().next());
    if (word.isPresent() && !right.contains(word.get())) {
      fault(Fault.UNKNOWN_WORD, "unknown word \"" + word.get() + "\" in " + path, Spelling.hint(word.get(), right));
      return Optional.empty();
    }
    return word;
  }

  Optional<Duration> duration(Duration least, Duration most) {
    if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.Type.TRUTH || scalar.type() == Node.Type.NOTHING) {
      return wrongKind("a time", "30s, 5m or 1h30m");
    }
    Optional<Duration> read = DurationForm.parse(scalar.text());
    if (read.isEmpty()) {
      return badForm("is no time", DurationForm.hint(scalar.text()));
    }
    if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
      fault(Fault.OUT_OF_RANGE, path + " is " + scalar.text() + ", out of range", "use a time from " + DurationForm.spell(least) + " to "
          + DurationForm.spell(most));
      return Optional.empty();
    }
    return read;
  }

  /** A whole share of 1 to 100; {@code 25} and {@code 25%} are the same. */
  Optional<Integer> percent() {
    String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
    if (!text.matches("-?[0-9]+(\\.[0-9]+)? ?%?")) {
      return node instanceof Node.Scalar ? badForm("is no share of traffic", "write it as 25%") : wrongKind("a share of traffic", "25%");
    }
    String number = text.replace("%", "").strip();
    if (number.contains(".")) {
      return badForm("is not a whole percentage", "use a whole number from 1% to 100%");
    }
    int share = number.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(number);
    if (share < 1 || share > 100) {
      fault(Fault.OUT_OF_RANGE, path + " is " + text + ", out of range", "use 1% to 100%");
      return Optional.empty();
    }
    return Optional.of(share);
  }

  <T> Optional<T> badForm(String what, String hint) {
    String written = node instanceof Node.Scalar scalar ? "\"" + scalar.text() + "\" in " : "";
    fault(Fault.BAD_FORM, written + path + " " + what, hint);
    return Optional.empty();
  }

  <T> Optional<T> wrongKind(String wanted, String example) {
    boolean nothing = node instanceof Node.Scalar scalar && scalar.type() == Node.Type.NOTHING;
    String message = nothing ? path + " has no value" : path + " must be " + wanted + ", not " + node.kind();
    fault(Fault.WRONG_KIND, message, "write it as " + example);
    return Optional.empty();
  }
}
