package dev.slipway.release.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Conventional Commits 1.0.0, by the number they have there. */
class MessageParserTest {
  private static final Set<String> TYPES = Set.of("feat", "fix", "docs", "chore", "revert");

  @Test
  void a_header_is_a_type_a_scope_a_mark_and_a_description() {
    Message message = MessageParser.parse("feat(api)!: drop the old route");
    assertEquals(Optional.of("feat"), message.type());
    assertEquals(Optional.of("api"), message.scope());
    assertEquals("drop the old route", message.description());
    assertEquals(List.of("drop the old route"), message.breaking());
  }

  @Test
  void types_are_the_same_in_any_case() {
    assertEquals(Optional.of("fix"), MessageParser.parse("FIX(Api): x").type());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fix:no space", "fix : x", "fix(: x", "fix!(a): x", ": x", "fix: ", "two words: x", "", "\n\n",
      "Merge branch 'a: b'"})
  void what_is_no_conventional_header_has_no_type(String text) {
    assertTrue(MessageParser.parse(text).type().isEmpty(), text);
  }

  @Test
  void footers_stand_behind_an_empty_line_and_have_a_colon_or_a_mark() {
    Message message = MessageParser.parse("fix: a\n\nwhy it was\nNote: this is prose\n\nReviewed-by: Z\nCloses #12\nRefs: one\n more"
        + " of it\n");
    assertEquals(List.of(new Footer("Reviewed-by", "Z"), new Footer("Closes", "#12"), new Footer("Refs", "one\n more of it")),
        message.footers());
    assertEquals("why it was\nNote: this is prose", message.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREAKING CHANGE: gone", "BREAKING-CHANGE: gone", "BREAKING CHANGE #gone", "* BREAKING CHANGE: gone"})
  void a_breaking_footer_is_written_in_capitals_with_a_space_or_a_dash(String footer) {
    assertTrue(MessageParser.parse("chore: a\n\nbody\n" + footer).isBreaking(), footer);
    assertFalse(MessageParser.parse("chore: a\n\n" + footer.toLowerCase(Locale.ROOT)).isBreaking());
    assertFalse(MessageParser.parse("chore: a\n\nThis is no " + footer).isBreaking());
  }

  @Test
  void a_breaking_footer_goes_on_over_lines_up_to_the_next_footer() {
    Message message = MessageParser.parse("feat: a\n\nBREAKING CHANGE: the key\nis another one\n\nand more\nCloses #3");
    assertEquals(List.of("the key\nis another one\n\nand more"), message.breaking());
  }

  @Test
  void references_have_their_action_and_their_repository() {
    Message message = MessageParser.parse("fix: a login (#7)\n\nsee https://x.org/a#9 and &#39; and #abc\nCloses owner/shop#12, #13."
        + " Fixes #14\n");
    assertEquals(List.of("#7", "owner/shop#12", "#13", "#14"), message.references().stream().map(Reference::written).toList());
    assertEquals(List.of(Optional.empty(), Optional.of("closes"), Optional.of("closes"), Optional.of("fixes")),
        message.references().stream().map(Reference::action).toList());
  }

  @Test
  void reverts_name_what_they_take_back() {
    String hash = "0123456789012345678901234567890123456789";
    assertEquals(List.of(hash), MessageParser.parse("Revert \"feat: a\"\n\nThis reverts commit " + hash + ".").revert().orElseThrow()
        .hashes());
    assertEquals("feat: a", MessageParser.parse("Revert \"feat: a\"\n\nThis reverts commit " + hash + ".").revert().orElseThrow().header());
    assertEquals(List.of("676104e", "a215868"), MessageParser.parse("revert: noodles\n\nRefs: 676104e, a215868").revert().orElseThrow()
        .hashes());
    assertTrue(MessageParser.parse("Revert to the old way of doing it").revert().isEmpty());
  }

  @Test
  void a_squash_holds_each_message_once() {
    List<Message> messages = Squash.messages(
        "feat: carts (#12)\n\n* feat: carts\n\nwith care\n\n* fix(ui): colours\n\nBREAKING CHANGE: blue is gone\n\n* note: prose\n* "
            + "fix(ui): colours\n", TYPES::contains);
    assertEquals(List.of("feat: carts (#12)", "fix(ui): colours", "fix(ui): colours"), messages.stream().map(Message::header).toList());
    assertTrue(messages.get(1).isBreaking() && !messages.get(0).isBreaking());
  }

  @Test
  void a_squash_of_git_and_the_title_of_a_merge_are_read() {
    List<Message> git = Squash.messages("Squashed commit of the following:\n\ncommit 0123\nAuthor: A <a@b>\nDate:   now\n\n    feat:"
        + " a\n\n    why\n\n"
        + "commit 4567\nAuthor: A <a@b>\n\n    not one\n\ncommit 89\n\n    fix: b\n", TYPES::contains);
    assertEquals(List.of("feat: a", "fix: b"), git.stream().filter(m -> m.type().isPresent()).map(Message::header).toList());
    assertEquals("feat: title", Squash.messages("Merge pull request #12 from a/b\n\nfeat: title", TYPES::contains).getFirst().header());
    assertEquals("fix: t", Squash.messages("Merged PR 12: fix: t", TYPES::contains).getFirst().header());
  }

  @Test
  void a_megabyte_of_anything_can_be_read() {
    for (String part : new String[] {"a", "#", "(", "fix: ", "\n", "a: b\n", "Closes #1 ", "BREAKING CHANGE: x\n", "* fix: a\n",
        "https://", "\u0000"}) {
      String text = "fix: a " + part.repeat((1 << 20) / part.length());
      Message message = Squash.messages(text, TYPES::contains).getFirst();
      assertEquals(Optional.of("fix"), message.type(), part);
    }
  }
}
