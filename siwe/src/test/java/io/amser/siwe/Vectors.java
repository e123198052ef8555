package io.amser.siwe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The published vectors of the reference implementation, in the folder that AMSER_VECTORS names. */
final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** Name and content of each; the test is skipped where there are none. */
    static Stream<Map.Entry<String, JsonNode>> of(String file) {
        var folder = System.getenv("AMSER_VECTORS");
        Assumptions.assumeTrue(folder != null, "Skipped: AMSER_VECTORS names no folder with the published vectors");
        var path = Path.of(folder, "siwe", file);
        Assumptions.assumeTrue(Files.exists(path), "Skipped: there are no vectors at " + path);
        try {
            return JSON.readTree(path.toFile()).properties().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
