package io.amser.devstack.platform;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service that is ready as soon as it runs, unless it is told to fail; it prints what it was given. */
final class FakeService {

    private FakeService() {}

    static void main() throws IOException {
        System.out.println("setting " + System.getProperty("amser.colour") + ", secret " + System.getenv("AMSER_WORD"));
        if (Boolean.getBoolean("amser.fails")) {
            throw new IllegalStateException("the chain id is missing");
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("quarkus.http.port"));
        var server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
