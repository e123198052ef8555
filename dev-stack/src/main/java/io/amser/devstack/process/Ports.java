package io.amser.devstack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of the loopback address. */
public final class Ports {

    private static final int CONNECT_MILLIS = 500;
    private static final int LOWEST = 20_000;

    /** On Linux; other systems begin higher. */
    private static final int FIRST_OF_OUTGOING = 32_768;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody uses now. It lies below those that systems give to outgoing connections, one of which could
     * otherwise take it before its server starts. No other caller in this JVM gets it, since that start may take a while.
     */
    public static int free() {
        var random = ThreadLocalRandom.current();
        return IntStream.generate(() -> random.nextInt(LOWEST, FIRST_OF_OUTGOING))
                .filter(Ports::isFree)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow();
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
