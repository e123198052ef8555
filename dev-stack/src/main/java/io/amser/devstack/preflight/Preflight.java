package io.amser.devstack.preflight;

import io.amser.devstack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Looks at the machine before anything starts. */
public final class Preflight {

    private static final long MEGABYTE = 1024L * 1024L;

    private Preflight() {}

    /** Throws when a port is taken; the map says who wants which. */
    public static void requireFreePorts(Map<String, Integer> wanted) {
        wanted.forEach((who, port) -> {
            if (!Ports.isFree(port)) {
                throw new CannotStart(
                        "Port %d, which %s needs, is taken: end the program that listens there.".formatted(port, who));
            }
        });
    }

    /** Throws when the disk of that folder has less room. */
    public static void requireDisk(Path folder, long megabytes) {
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
            if (free < megabytes) {
                throw new CannotStart("The disk of %s has %d MB left and amser needs %d: make room first."
                        .formatted(folder, free, megabytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
