package io.amser.devstack.guide;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the documents, whose blocks of code name the file that they are. */
public record Guide(String text) {

    public static Guide of(String name) {
        return new Guide(read(Checkout.root().resolve("docs/guides").resolve(name)));
    }

    /** Writes the one block that begins with a comment of this name. */
    public Path write(String file, Path folder) {
        var block = Pattern.compile("(?ms)^```\\w+\\n((?://|#) " + Pattern.quote(file) + "\\n.*?)^```$");
        var found = block.matcher(text).results().map(match -> match.group(1)).toList();
        if (found.size() != 1) {
            throw new AssertionError("The guide has %d blocks called %s".formatted(found.size(), file));
        }
        return write(folder.resolve(file), found);
    }

    private static Path write(Path file, List<String> found) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, found.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
