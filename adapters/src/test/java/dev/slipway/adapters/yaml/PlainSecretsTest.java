package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets do not stand in a file that is in a repository. */
final class PlainSecretsTest {
  private static ReadResult read(String variable) {
    return SlipwayYaml.read(
        """
        service: shop
        artifact: { process: { file: a.jar, run: "java -jar ${artifact}" } }
        env:
          %s
        environments: { staging: { listen: 8080 } }
        """
            .formatted(variable),
        "slipway.yaml");
  }

  @Test
  void one_in_plain_text_is_refused_without_being_told_again() {
    for (String variable :
        List.of(
            "DB_PASSWORD: hunter2", "github_token: hunter2", "CLIENT_SECRET: hunter2", "STRIPE_API_KEY: hunter2",
                "AWS_SECRET_ACCESS_KEY: hunter2",
            "DATABASE_URL: postgres://shop:hunter2@db/shop", "REDIS: redis://:hunter2@cache:6379", "PASSWORD: x-${version}")) {
      if (!(read(variable) instanceof ReadResult.Invalid invalid)) {
        throw new AssertionError(variable);
      }
      assertEquals(List.of("SLW-1013"), invalid.problems().stream().map(Problem::code).toList(), variable);
      assertFalse(invalid.toString().contains("hunter2"), invalid.toString());
      assertTrue(invalid.problems().getFirst().hint().contains("${file:/path/of/it}"));
    }
  }

  @Test
  void where_it_is_may_be_said_and_what_is_none_may_stand() {
    for (String variable :
        List.of(
            "DB_PASSWORD: ${file:/etc/shop/db-password}", "DB_PASSWORD: '${env:SHOP_DB_PASSWORD}'", "DB_PASSWORD: ''",
                "TOKEN_LIFETIME: 30m", "PASSWORD_MIN_LENGTH: 12",
            "DATABASE_URL: postgres://db/shop", "KEY: value", "SECRETS_FOLDER: /etc/shop")) {
      assertTrue(read(variable) instanceof ReadResult.Valid, () -> read(variable).toString());
    }
  }

  @Test
  void a_reference_is_a_whole_value_with_an_absolute_path() {
    for (String variable : List.of("A: x${env:B}", "A: ${file:relative}", "A: ${env:}", "A: ${vault:x}", "A: ${env:B}${env:C}")) {
      assertTrue(read(variable) instanceof ReadResult.Invalid, variable);
    }
  }
}
