package dev.slipway.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.distribution.JavaText.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaTextTest {
  @Test
  void comments_and_literals_are_no_code_and_lines_stay_where_they_were() {
    String code = JavaText.codeOf("""
        int a = 1; // Instant.now()
        /* Thread.sleep(1);
           { */ String b = "Math.random() // {"; char c = '"';
        int d = 2;
        """);
    assertFalse(code.contains("Instant"), code);
    assertFalse(code.contains("sleep"), code);
    assertFalse(code.contains("random"), code);
    assertFalse(code.contains("{"), code);
    assertTrue(code.lines().toList().get(3).contains("int d = 2;"), code);
  }

  @Test
  void a_method_is_counted_from_its_name_to_its_closing_brace() {
    List<Method> methods = JavaText.methodsOf(JavaText.codeOf("""
        class A {
          int first(int x) {
            if (x > 0) {
              return 1;
            }
            return "}".length();
          }

          private static <T> T second(
              T value, int other) throws IOException {
            return value;
          }
        }
        """));
    assertEquals(List.of(new Method("first", 2, 6), new Method("second", 9, 4)), methods);
  }
}
