package dev.slipway.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dependency rule of docs/design.md: cli → server → engine → core ← adapters, proxy → core, cli → simulator → engine. */
class DependencyRuleTest {
  private static JavaClasses house;

  @BeforeAll
  static void read_every_module() {
    house = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.slipway");
  }

  @Test
  void core_knows_the_jdk_and_nothing_else() {
    hold(classes().that(resideInAPackage("dev.slipway.core.."))
        .should().onlyDependOnClassesThat(resideInAnyPackage("dev.slipway.core..", "java..", "org.jspecify.annotations.."))
        .because("a decision must be replayable bit for bit; put what needs a library into engine, an adapter or the server"));
  }

  @Test
  void core_does_no_io() {
    hold(noClasses().that(resideInAPackage("dev.slipway.core.."))
        .should().dependOnClassesThat(
            resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.sql..", "java.util.concurrent.locks.."))
        .because("core decides and the shell acts; put the effect behind a seam in dev.slipway.core.spi"));
  }

  @Test
  void engine_knows_core_alone() {
    mayUse("engine", "core");
  }

  @Test
  void adapters_know_core_alone() {
    mayUse("adapters", "core");
  }

  @Test
  void proxy_gates_and_notifications_know_core_alone_and_checks_the_load_generator_as_well() {
    mayUse("proxy", "core");
    mayUse("gates", "core");
    mayUse("notifications", "core");
    mayUse("validation", "core", "load");
  }

  @Test
  void simulator_knows_engine_and_core() {
    mayUse("simulator", "core", "engine");
  }

  @Test
  void server_knows_engine_adapters_and_core() {
    mayUse("server", "core", "engine", "adapters", "notifications", "validation");
  }

  @Test
  void the_command_line_speaks_to_the_server_and_never_to_the_engine() {
    mayUse("cli", "core", "server", "adapters", "load", "gates", "validation", "release", "simulator", "examples");
  }

  @Test
  void the_load_generator_is_a_leaf_and_the_making_of_releases_knows_what_a_version_is() {
    mayUse("load");
    mayUse("release", "core.version");
  }

  @Test
  void the_examples_are_guests() {
    mayUse("examples");
  }

  @Test
  void nobody_depends_on_the_benchmarks() {
    hold(noClasses().that(not(resideInAPackage("dev.slipway.bench..")))
        .should().dependOnClassesThat(resideInAPackage("dev.slipway.bench.."))
        .because("a benchmark measures the house from outside; move what is shared to dev.slipway.load"));
  }

  @Test
  void adapters_never_see_each_other() {
    // The machine underneath, and the asking about health, are ground that adapters stand on; they know none of them.
    hold(slices().matching("dev.slipway.adapters.(*)..").should().notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAnyPackage("dev.slipway.adapters.linux..", "dev.slipway.adapters.health.."))
        .because("an adapter is one outside system; what two of them share belongs to core, or to a package the JDK already has"));
  }

  @Test
  void javalin_stays_in_the_server() {
    hold(noClasses().that(not(resideInAPackage("dev.slipway.server..")))
        .should().dependOnClassesThat(resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."))
        .because("the web framework must be replaceable; speak HTTP to the server instead"));
  }

  @Test
  void netty_stays_in_proxy_load_and_examples() {
    hold(noClasses().that(not(resideInAnyPackage("dev.slipway.proxy..", "dev.slipway.load..", "dev.slipway.examples..", "dev.slipway.bench..")))
        .should().dependOnClassesThat(resideInAPackage("io.netty.."))
        .because("other processes speak to the proxy over its admin socket"));
  }

  @Test
  void core_packages_have_no_cycles() {
    // Ids of the rollout are the one thing that the traffic and the metrics below it name.
    hold(slices().matching("dev.slipway.core.(*)..").should().beFreeOfCycles()
        .ignoreDependency(resideInAnyPackage("dev.slipway.core.traffic", "dev.slipway.core.metric"), simpleNameEndingWith("Id"))
        .because("a package one can read alone is a package one can change alone; move the shared type to the lower package"));
  }

  /** Every module of ours is seen, so that a rule about one cannot hold because nobody looked. */
  @Test
  void every_module_with_sources_was_read() {
    for (String module : Sources.ofThisCheckout().mainJava().stream().map(source -> source.module().replaceAll("/.*", "")).distinct().toList()) {
      assertTrue(house.stream().anyMatch(type -> type.getPackageName().startsWith("dev.slipway." + module)), module + " is not on the class path of this test");
    }
  }

  private static void mayUse(String module, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "dev.slipway." + module + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "dev.slipway." + others[i] + "..";
    }
    hold(noClasses().that(resideInAPackage("dev.slipway." + module + ".."))
        .should().dependOnClassesThat(resideInAPackage("dev.slipway..").and(not(resideInAnyPackage(allowed))))
        .because("the dependency rule is cli → server → engine → core ← adapters, proxy → core, cli → simulator → engine (docs/design.md)"));
  }

  /** Empty modules hold every rule: a room may be there before its furniture. */
  private static void hold(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }
}
