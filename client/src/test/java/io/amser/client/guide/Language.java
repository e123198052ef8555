package io.amser.client.guide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A language that the guide has a receiver in. */
enum Language {
    NODE("receiver.mjs", "node"),
    PYTHON("receiver.py", "python3"),
    JAVA(
            "Receiver.java",
            Path.of(System.getProperty("java.home"), "bin", "java").toString());

    private final String file;
    private final String program;

    Language(String file, String program) {
        this.file = file;
        this.program = program;
    }

    String file() {
        return file;
    }

    /** Runs the file as the guide says, Java with the client on the class path. */
    List<String> running(Path source) {
        return this == JAVA
                ? List.of(program, "-cp", System.getProperty("java.class.path"), source.toString())
                : List.of(program, source.toString());
    }

    boolean isInstalled() {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
