package io.amser.devstack.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per user and version from the archive on our class path. */
final class PostgresBinaries {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    static synchronized String program(String name) {
        try {
            return unpacked().resolve("bin").resolve(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked", e);
        }
    }

    private static Path unpacked() throws IOException {
        var cache = cache();
        var complete = cache.resolve("complete");
        if (Files.exists(complete)) {
            return cache;
        }
        Files.createDirectories(cache);
        try (var channel =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(complete)) {
                unpackInto(cache);
                Files.createFile(complete);
            }
        }
        return cache;
    }

    /** Named after the archive's size, which tells versions apart. */
    private static Path cache() throws IOException {
        var archive = PostgresBinaries.class.getResource(archiveName());
        if (archive == null) {
            throw new IllegalStateException(
                    "No PostgreSQL for this machine (%s): start it with -Damser.infra=docker".formatted(archiveName()));
        }
        long size = archive.openConnection().getContentLengthLong();
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "amser-postgres-%s-%d".formatted(System.getProperty("user.name"), size));
    }

    private static String archiveName() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var processor = switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm_64";
            default -> "x86_64";
        };
        return "/postgres-%s-%s.txz".formatted(system, processor);
    }

    private static void unpackInto(Path folder) throws IOException {
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(archiveName());
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " could not be made executable");
        }
    }
}
