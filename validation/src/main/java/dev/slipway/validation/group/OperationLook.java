package dev.slipway.validation.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.validation.Finding;
import dev.slipway.validation.ask.Answer;
import dev.slipway.validation.ask.NoAnswer;

/**
 * Asks one GET of an OpenAPI description: it must answer with a status that the description names.
 *
 * @param path with the base of the description before it
 * @param responses that are described
 */
record OperationLook(String path, JsonNode responses) implements Look {

  String asked() {
    return "GET " + path;
  }

  @Override
  public Finding look(Around around) throws NoAnswer, InterruptedException {
    Answer answer = around.get(path);
    int status = answer.status();
    boolean byDefault = responses.has("default") && status < 500;
    boolean described = byDefault || responses.has(Integer.toString(status)) || responses.has(status / 100 + "XX");
    String named = String.join(", ", responses.propertyStream().map(e -> e.getKey()).limit(20).toList());
    return described ? Finding.holds(asked(), answer.said())
        : Finding.fails(asked(), answer.told(), "its description names " + (named.isEmpty() ? "no status" : named),
            "mend the service, or name " + status + " in the description");
  }
}
