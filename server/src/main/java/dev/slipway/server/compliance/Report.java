package dev.slipway.server.compliance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.server.delivery.DeliveryView;
import dev.slipway.server.view.ArchivedView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the journal shows of the controls of a standard in a stretch of time.
 *
 * @param standard its word
 * @param title its name
 * @param from inclusive
 * @param to exclusive
 * @param service of this one only
 * @param environment of these environments only
 * @param journal what was signed: the report is made from no other records
 * @param records of it that lie in the time and were looked at
 * @param delivery figures over all targets
 * @param cited records that are named as examples
 * @param evidence the same as they are kept, each with what proves it: lines of an export ({@code slipway audit verify}); where asked for
 * @param archived records of its time that no more is kept of than their hashes: nothing of them is counted
 */
public record Report(
    String standard, String title, Instant from, Instant to, Optional<String> service, Optional<String> environment, Journal journal,
    long records, DeliveryView.OfTarget delivery, List<OfControl> controls, List<Cited> cited, List<ObjectNode> evidence,
    Optional<ArchivedView> archived) {

  /**
   * The journal that it is made from.
   *
   * @param size how many records
   * @param root of the Merkle tree over them, hexadecimal
   * @param at when it was signed
   * @param note the signed checkpoint itself
   * @param key that verifies it
   */
  public record Journal(long size, String root, Instant at, String note, String key) {}

  /**
   * One control.
   *
   * @param asks what it asks for, in our words
   * @param evidence what was found of it
   * @param gaps what could be there and is not
   * @param figures of delivery that belong to it
   * @param cannot what it asks for and Slipway cannot show
   */
  public record OfControl(
      String id, String title, String asks, List<Shown> evidence, List<Missing> gaps, List<DeliveryView.Figure> figures,
      List<String> cannot) {}

  /**
   * Records of one kind.
   *
   * @param examples sequences of the first of them
   */
  public record Shown(String kind, String words, long count, Optional<Long> first, Optional<Long> last, List<Long> examples) {}

  /**
   * One gap.
   *
   * @param count how often
   * @param of out of how many
   * @param mend what to do, so that the next report has it
   * @param examples sequences of the first of them
   */
  public record Missing(String kind, String words, String mend, long count, long of, List<Long> examples) {}

  /** One record that is named. */
  public record Cited(long sequence, String at, String target, String actor, String what, String hash) {}
}
