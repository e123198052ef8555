package io.amser.devstack.process;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The processes that still run, killed youngest first when this program ends. */
final class LivingProcesses {

    private static final Deque<ChildProcess> YOUNGEST_FIRST = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LivingProcesses::killAll, "end-of-child-processes"));
    }

    private LivingProcesses() {}

    static ChildProcess add(ChildProcess process) {
        YOUNGEST_FIRST.addFirst(process);
        return process;
    }

    static void remove(ChildProcess process) {
        YOUNGEST_FIRST.remove(process);
    }

    private static void killAll() {
        YOUNGEST_FIRST.forEach(ChildProcess::kill);
    }
}
