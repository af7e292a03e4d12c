package dev.slipway.distribution;

import static dev.slipway.distribution.Forbidden.assertNone;

import dev.slipway.distribution.Sources.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The house rules of docs/design.md about names and words. Every message names what to write instead. */
class TextRulesTest {
  private static final Sources SOURCES = Sources.ofThisCheckout();

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) (\\w+)");

  private static final Pattern TEST_METHOD =
      Pattern.compile(
          "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b(?:\\([^)]*\\))?(?:\\s*@\\w+(?:\\([^)]*\\))?)*"
              + "\\s+(?:public )?[\\w<>.?, ]+ (\\w+)\\(");

  @Test
  void names_say_what_a_thing_is() {
    Forbidden.of("(?:Util|Utils|Helper|Helpers|Manager|Managers|Impl|Misc)$", "name the concept it stands for, with a word of docs/vocabulary.md")
        .inNamesOf(SOURCES.java());
  }

  @Test
  void names_use_the_words_of_the_vocabulary() {
    Forbidden.of("Primary|BlueInstance|GreenInstance|BlueGroup|GreenGroup|Deployment", "say stable, candidate, release, rollout or instance group")
        .inNamesOf(SOURCES.java());
    Forbidden.of("(?i)\\b(?:primary|canary|master|blue|green)(?:Release|Instance|Instances|Group)\\b", "say stable and candidate (docs/vocabulary.md)")
        .inCodeOf(SOURCES.mainJava());
  }

  @Test
  void every_package_says_what_it_is_and_is_null_marked() {
    Set<String> described = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    for (Source source : SOURCES.mainJava()) {
      if (source.simpleName().equals("package-info")) {
        described.add(source.folder());
        if (!source.text().contains("@NullMarked") || !source.text().contains("/**")) {
          faults.add(source.path() + ": begin with one sentence of Javadoc and @NullMarked");
        }
      }
    }
    for (Source source : SOURCES.mainJava()) {
      if (described.add(source.folder())) {
        faults.add(source.folder() + ": add a package-info.java with one sentence and @NullMarked");
      }
    }
    assertNone(faults);
  }

  @Test
  void public_types_say_what_they_are() {
    List<String> faults = new ArrayList<>();
    for (Source source : SOURCES.mainJava()) {
      Matcher type = PUBLIC_TYPE.matcher(source.text());
      if (type.find() && !source.text().substring(0, type.start()).contains("/**")) {
        faults.add(source.path() + ": " + type.group(1) + " has no Javadoc: say in one sentence what the thing is");
      }
    }
    assertNone(faults);
  }

  @Test
  void tests_are_named_as_facts() {
    List<String> faults = new ArrayList<>();
    for (Source source : SOURCES.testJava()) {
      String code = source.code();
      Matcher found = TEST_METHOD.matcher(code);
      while (found.find()) {
        if (!found.group(1).matches("[a-z][a-z0-9]*(?:_[a-z0-9]+)+")) {
          faults.add(source.path() + ":" + JavaText.lineOf(code, found.start(1)) + ": " + found.group(1) + ": name the fact it holds, in snake_case");
        }
      }
    }
    assertNone(faults);
  }

  @Test
  void nothing_is_left_for_later_in_the_text() {
    Forbidden.of("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b", "do it, or open an issue that says what is missing").inTextOf(SOURCES.texts());
  }

  @Test
  void no_path_of_a_machine_is_written_down() {
    Forbidden.of("(?<![\\w.~}-])/(?:wo" + "rk|ho" + "me/\\w+|ro" + "ot|Us" + "ers/\\w+)/", "take it from the environment, or from a folder the user names")
        .inTextOf(SOURCES.texts());
  }
}
