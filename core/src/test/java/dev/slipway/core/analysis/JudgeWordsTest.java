package dev.slipway.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JudgeWordsTest {
  @Test
  void the_default_judge_says_what_it_promises_and_what_follows_without_an_answer() {
    assertEquals(
        "by evidence: at most 1% false alarms a rollout and 5% false passes a step; errors fail above 1.2× stable's and 0.1%; "
            + "latency when more than 10% slower; without an answer it holds, on an error it holds",
        JudgeWords.of(JudgePolicy.DEFAULT));
  }

  @Test
  void the_other_judges_say_what_they_are() {
    assertEquals("by triggers and gates alone; without an answer it holds, on an error it holds", JudgeWords.of(JudgePolicy.TRIGGERS));
    assertEquals(
        "by Kayenta's judge, when a step is over; without an answer it holds, on an error it holds",
        JudgeWords.of(JudgePolicy.DEFAULT.by(JudgePolicy.Method.KAYENTA)));
  }
}
