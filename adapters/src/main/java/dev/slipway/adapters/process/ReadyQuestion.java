package dev.slipway.adapters.process;

import dev.slipway.adapters.health.HealthQuestion;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.HealthSpec;
import java.util.Optional;

/** The question whether one life of an instance is ready, with all that makes an answer to be believed and understood. */
final class ReadyQuestion {
  private static final String HOST = "127.0.0.1";

  private final int port;
  private final HealthSpec spec;
  private final OwnPort ownPort;
  private final OtherAddress otherAddress;

  ReadyQuestion(Found instance, Machine machine) {
    this.port = instance.intent().port();
    this.spec = instance.intent().release().run().health();
    this.ownPort = new OwnPort(instance, machine);
    this.otherAddress = new OtherAddress(instance, machine);
  }

  HealthQuestion.Answer ask() {
    HealthQuestion.Answer answer =
        spec.ready().map(path -> HealthQuestion.get(HOST, port, path, spec.timeout()))
            .orElseGet(() -> HealthQuestion.connect(HOST, port, spec.timeout()));
    if (!answer.good()) {
      return explained(answer);
    }
    Optional<String> stranger = ownPort.stranger();
    return stranger.map(text -> new HealthQuestion.Answer(false, text, "", answer.answered())).orElse(answer);
  }

  private HealthQuestion.Answer explained(HealthQuestion.Answer answer) {
    if (!answer.answered()) {
      return otherAddress.listening().map(text -> HealthQuestion.Answer.none(answer.text() + "; " + text)).orElse(answer);
    }
    if (spec.detail().isEmpty()) {
      return answer;
    }
    String path = spec.detail().get();
    String detail = HealthQuestion.get(HOST, port, path, spec.timeout()).body();
    String text = detail.isEmpty() ? answer.text() : answer.text() + "; " + path + ": " + detail;
    return new HealthQuestion.Answer(false, text, answer.body(), true);
  }
}
