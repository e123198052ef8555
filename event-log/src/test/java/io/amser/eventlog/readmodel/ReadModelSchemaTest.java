package io.amser.eventlog.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadModelSchemaTest {
    @Test
    void is_made_by_every_migration_in_their_order() throws IOException, URISyntaxException {
        var folder = Path.of(ReadModelSchema.class.getResource("/db/readmodel").toURI());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(ReadModelSchema.SCRIPTS);
        }
    }
}
