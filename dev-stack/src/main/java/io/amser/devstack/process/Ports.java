package io.amser.devstack.process;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of the loopback address. */
public final class Ports {

    private static final int CONNECT_MILLIS = 500;
    private static final int LOWEST = 20_000;

    /** On Linux; other systems begin higher. */
    private static final int FIRST_OF_OUTGOING = 32_768;

    /** A file per port, locked by the JVM that has it; what one user makes another may not write. */
    private static final Path FOLDER =
            Path.of(System.getProperty("java.io.tmpdir"), "amser-ports-" + System.getProperty("user.name"));

    /** Never closed: that would give up what another class loader of this JVM has locked. */
    private static final Map<Integer, FileChannel> LOCKS = new HashMap<>();

    private Ports() {}

    /**
     * A port that nobody uses now. It lies below those that systems give to outgoing connections, one of which could
     * otherwise take it before its server starts. No other caller gets it while this JVM runs, since that start may take a while.
     */
    public static int free() {
        var random = ThreadLocalRandom.current();
        return IntStream.generate(() -> random.nextInt(LOWEST, FIRST_OF_OUTGOING))
                .filter(Ports::isFree)
                .filter(Ports::isOurs)
                .findFirst()
                .orElseThrow();
    }

    private static synchronized boolean isOurs(int port) {
        if (LOCKS.containsKey(port)) {
            return false;
        }
        try {
            Files.createDirectories(FOLDER);
            var channel = FileChannel.open(FOLDER.resolve(Integer.toString(port)), CREATE, WRITE);
            LOCKS.put(port, channel);
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether somebody answers there now. */
    public static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
