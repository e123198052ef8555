package io.amser.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.amser.devstack.process.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the modules, read as files, so that no module needs to be on another one's class path. */
final class CompiledModules {

    static final List<String> SERVICES =
            List.of("indexer-service", "api-service", "keeper-service", "webhook-service", "discord-service");

    private CompiledModules() {}

    /** What runs in production: the language, the log, what services share, and the services. */
    static List<Path> production() {
        return Stream.concat(
                        Stream.of("protocol", "event-log", "service-token", "json-routes", "siwe"), SERVICES.stream())
                .map(CompiledModules::classes)
                .toList();
    }

    static List<Path> all() {
        return Stream.concat(
                        production().stream(),
                        Stream.of("client", "dev-stack", "acceptance").map(CompiledModules::classes))
                .toList();
    }

    /** This module's own tests. */
    static List<Path> tests() {
        return List.of(Checkout.built("acceptance/target/test-classes", "build it with ./mvnw test-compile"));
    }

    static JavaClasses imported(List<Path> folders) {
        return new ClassFileImporter().importPaths(folders);
    }

    private static Path classes(String module) {
        return Checkout.built(module + "/target/classes", "build all modules with ./mvnw -Dquick package");
    }
}
