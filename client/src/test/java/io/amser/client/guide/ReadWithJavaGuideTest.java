package io.amser.client.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.guide.Guide;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class ReadWithJavaGuideTest {

    @Test
    void its_code_compiles_for_the_oldest_java_that_it_names() {
        var file = Guide.of("read-with-java.md").write("Reading.java", Path.of("target/guide"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();

        var options = List.of(
                "--release", "17", "-d", "target/guide", "-proc:none", "-cp", System.getProperty("java.class.path"));
        var units = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file);
        var compiled =
                compiler.getTask(errors, null, null, options, null, units).call();

        assertThat(compiled).as(errors.toString()).isTrue();
    }
}
