package dev.refloat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows between packages, as docs/design.md draws them. */
@AnalyzeClasses(packages = "dev.refloat", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy("dev.refloat.api")
          .layer("workflow")
          .definedBy("dev.refloat.workflow")
          .layer("trigger")
          .definedBy("dev.refloat.trigger")
          .layer("restore")
          .definedBy("dev.refloat.restore")
          .layer("backup")
          .definedBy("dev.refloat.backup")
          .layer("copy")
          .definedBy("dev.refloat.copy")
          .layer("cluster")
          .definedBy("dev.refloat.cluster")
          .layer("job")
          .definedBy("dev.refloat.job")
          .layer("rbac")
          .definedBy("dev.refloat.rbac")
          .layer("notify")
          .definedBy("dev.refloat.notify")
          .layer("access")
          .definedBy("dev.refloat.access")
          .layer("input")
          .definedBy("dev.refloat.input")
          .layer("content")
          .definedBy("dev.refloat.content")
          .layer("export")
          .definedBy("dev.refloat.export")
          .layer("order")
          .definedBy("dev.refloat.order")
          .layer("automation")
          .definedBy("dev.refloat.automation")
          .layer("estimate")
          .definedBy("dev.refloat.estimate")
          .layer("platform")
          .definedBy("dev.refloat.platform")
          .whereLayer("api")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("workflow")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("trigger")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("restore")
          .mayOnlyBeAccessedByLayers("api", "workflow", "trigger", "order", "automation")
          .whereLayer("automation")
          .mayOnlyBeAccessedByLayers("api", "trigger")
          .whereLayer("order")
          .mayOnlyBeAccessedByLayers("api", "automation")
          .whereLayer("backup")
          .mayOnlyBeAccessedByLayers(
              "api", "workflow", "trigger", "restore", "rbac", "export", "order", "automation")
          .whereLayer("rbac")
          .mayOnlyBeAccessedByLayers("api", "restore", "export")
          .whereLayer("copy")
          .mayOnlyBeAccessedByLayers("workflow", "restore", "estimate", "export")
          .whereLayer("content")
          .mayOnlyBeAccessedByLayers("restore")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers(
              "api", "workflow", "trigger", "restore", "export", "order", "automation")
          .whereLayer("export")
          .mayOnlyBeAccessedByLayers("api")
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers(
              "api", "workflow", "trigger", "restore", "notify", "automation")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("trigger")
          .whereLayer("estimate")
          .mayOnlyBeAccessedByLayers("api", "restore", "automation")
          .whereLayer("input")
          .mayOnlyBeAccessedByLayers("api", "restore", "automation")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("api", "order", "automation");

  @ArchTest
  static final ArchRule HANDLERS_ARE_WHERE_HANDLERS_BELONG =
      classes()
          .that()
          .implement(RequestStreamHandler.class)
          .and()
          .resideOutsideOfPackage("dev.refloat.local..")
          .should()
          .resideInAnyPackage("dev.refloat.api", "dev.refloat.workflow", "dev.refloat.trigger");

  @ArchTest
  static final ArchRule FUNCTIONS_DO_NOT_KNOW_WHERE_THEY_RUN =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.refloat.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.refloat.local..");

  /** Functions start from snapshots: see {@link dev.refloat.platform.Randomness}. */
  @ArchTest
  static final ArchRule NOTHING_IS_DRAWN_TWICE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.refloat.local..")
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(Random.class, long.class)
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule ONE_JSON_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.refloat.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tools.jackson..", "com.google.gson..");
}
