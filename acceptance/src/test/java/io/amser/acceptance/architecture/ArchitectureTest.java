package io.amser.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PRODUCTION = CompiledModules.imported(CompiledModules.production());
    private static final JavaClasses ALL = CompiledModules.imported(CompiledModules.all());

    private static final DescribedPredicate<JavaCall<?>> READS_THE_MACHINES_CLOCK = DescribedPredicate.describe(
            "read the machine's clock",
            call -> target(nameMatching("now|currentTimeMillis|system|systemUTC|systemDefaultZone"))
                            .and(target(owner(nameMatching("java\\.(time\\..*|lang\\.System)"))))
                            .test(call)
                    && call.getTarget().getParameterTypes().isEmpty());

    @Test
    void the_language_of_the_chain_knows_no_framework_and_no_service() {
        noClasses()
                .that()
                .resideInAPackage("io.amser.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "org.apache.kafka..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("io.amser.eventlog..", "io.amser.devstack..")
                .check(PRODUCTION);
    }

    @Test
    void the_log_and_what_services_share_know_no_service() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.amser.eventlog..", "io.amser.servicetoken..", "io.amser.jsonroutes..", "io.amser.siwe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.amser.indexer..",
                        "io.amser.api..",
                        "io.amser.keeper..",
                        "io.amser.webhook..",
                        "io.amser.discord..",
                        "io.amser.devstack..")
                .check(PRODUCTION);
    }

    @Test
    void no_service_knows_another_one() {
        slices().matching("io.amser.(indexer|api|keeper|webhook|discord)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void what_runs_in_production_knows_nothing_of_the_dev_stack() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.amser.devstack..", "io.amser.acceptance..")
                .check(PRODUCTION);
    }

    @Test
    void what_merchants_build_on_knows_nothing_of_the_platform() {
        noClasses()
                .that()
                .resideInAPackage("io.amser.client..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.amser.client..", "java..", "javax.crypto..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(ALL);
    }

    @Test
    void features_have_no_cycles() {
        slices().matching("io.amser.(*).(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void nothing_is_injected_into_fields() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .andShould()
                .notBeAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RestClient")
                .check(PRODUCTION);
    }

    @Test
    void one_class_reads_the_machines_clock() {
        var readers = PRODUCTION.stream()
                .map(JavaClass::getMethodCallsFromSelf)
                .flatMap(Collection::stream)
                .filter(READS_THE_MACHINES_CLOCK)
                .map(call -> call.getOriginOwner().getName())
                .distinct()
                .toList();

        assertThat(readers).as("classes that ask for the time themselves").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_rule_of_the_clock_knows_who_reads_it() {
        var guilty = CompiledModules.imported(CompiledModules.tests()).get(ClockReaders.class);

        assertThat(guilty.getMethodCallsFromSelf().stream().filter(READS_THE_MACHINES_CLOCK))
                .hasSize(3);
    }

    @Test
    void names_are_words_of_the_domain() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto)")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*")
                .orShould()
                .resideInAnyPackage(
                        "..util..", "..common..", "..model..", "..service..", "..controller..", "..config..")
                .check(ALL);
    }

    /** Every way to ask for the time that the rule must see, and one that it must not. */
    @SuppressWarnings("unused")
    private static final class ClockReaders {

        static Instant now() {
            return Instant.now();
        }

        static long millis() {
            return System.currentTimeMillis();
        }

        static InstantSource source() {
            return InstantSource.system();
        }

        static Instant given(InstantSource source) {
            return source.instant();
        }
    }
}
