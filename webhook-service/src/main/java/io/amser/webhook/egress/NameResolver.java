package io.amser.webhook.egress;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Asks for the addresses of a name. */
@FunctionalInterface
public interface NameResolver {

    /** All addresses, of which there is at least one; fails with {@link java.net.UnknownHostException} otherwise. */
    Future<List<InetAddress>> resolve(String name);
}
