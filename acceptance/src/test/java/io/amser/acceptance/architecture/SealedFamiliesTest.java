package io.amser.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sealed families are what states, events and outcomes are made of, so their members are plain values. */
class SealedFamiliesTest {

    @Test
    void members_of_sealed_families_are_records() {
        var classes = CompiledModules.production().stream()
                .flatMap(SealedFamiliesTest::parsed)
                .collect(Collectors.toMap(SealedFamiliesTest::nameOf, Function.identity()));

        var others = classes.values().stream()
                .flatMap(SealedFamiliesTest::members)
                .filter(member -> !isValueOrFamily(member, classes))
                .toList();

        assertThat(others).as("members that are neither records nor enums").isEmpty();
    }

    private static Stream<String> members(ClassModel family) {
        return family.findAttribute(Attributes.permittedSubclasses()).stream()
                .flatMap(permitted -> permitted.permittedSubclasses().stream())
                .map(member -> member.name().stringValue());
    }

    private static boolean isValueOrFamily(String name, Map<String, ClassModel> classes) {
        var member = classes.get(name);
        return member.flags().has(AccessFlag.ENUM)
                || member.flags().has(AccessFlag.INTERFACE)
                || member.findAttribute(Attributes.record()).isPresent();
    }

    private static String nameOf(ClassModel model) {
        return model.thisClass().name().stringValue();
    }

    private static Stream<ClassModel> parsed(Path folder) {
        return classFiles(folder).stream().map(file -> {
            try {
                return ClassFile.of().parse(file);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<Path> classFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
