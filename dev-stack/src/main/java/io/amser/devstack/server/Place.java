package io.amser.devstack.server;

import io.amser.devstack.process.Ports;
import java.nio.file.Path;

/** Where a server lives: the folder of its data and log, and its port. */
public record Place(Path folder, int port) {

    /** In that folder, on a port that is free now. */
    public static Place in(Path folder) {
        return new Place(folder, Ports.free());
    }

    Path data() {
        return folder.resolve("data").toAbsolutePath();
    }

    Path log() {
        return folder.resolve("server.log").toAbsolutePath();
    }
}
