package io.amser.acceptance.fault;

import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Services of one kind, which are killed and started again, frozen and thawed. */
public final class Replicas implements AutoCloseable {

    private final List<Slot> slots = new ArrayList<>();
    private final Random random;

    private enum State {
        DEAD,
        RUNNING,
        FROZEN
    }

    private static final class Slot {
        private final ServiceProcess process;
        private State state = State.RUNNING;

        private Slot(ServiceCommand command) {
            process = ServiceProcess.start(command);
        }
    }

    public Replicas(Random random) {
        this.random = random;
    }

    /** One more, which is not awaited. */
    public void add(ServiceCommand command) {
        slots.add(new Slot(command));
    }

    /** Whether the named deed can be done to one of them. */
    private List<Slot> in(State... states) {
        var wanted = List.of(states);
        return slots.stream().filter(slot -> wanted.contains(slot.state)).toList();
    }

    private boolean change(List<Slot> candidates, State to) {
        if (candidates.isEmpty()) {
            return false;
        }
        change(candidates.get(random.nextInt(candidates.size())), to);
        return true;
    }

    private static void change(Slot slot, State to) {
        switch (to) {
            case DEAD -> slot.process.kill();
            case FROZEN -> slot.process.freeze();
            case RUNNING -> {
                if (slot.state == State.DEAD) {
                    slot.process.restart();
                } else {
                    slot.process.thaw();
                }
            }
        }
        slot.state = to;
    }

    /** Whether there was one to kill, at whatever it was doing. */
    public boolean kill() {
        return change(in(State.RUNNING, State.FROZEN), State.DEAD);
    }

    public boolean start() {
        return change(in(State.DEAD), State.RUNNING);
    }

    public boolean freeze() {
        return change(in(State.RUNNING), State.FROZEN);
    }

    public boolean thaw() {
        return change(in(State.FROZEN), State.RUNNING);
    }

    /** Everyone is there again. */
    public void wake() {
        in(State.DEAD, State.FROZEN).forEach(slot -> change(slot, State.RUNNING));
    }

    public boolean isAnyRunning() {
        return !in(State.RUNNING).isEmpty();
    }

    /** Those that have ended though nobody killed them. */
    public List<String> vanished() {
        return in(State.RUNNING, State.FROZEN).stream()
                .map(slot -> slot.process)
                .filter(process -> !process.isAlive())
                .map(process -> process.name() + " ended by itself, see " + process.log())
                .toList();
    }

    @Override
    public void close() {
        in(State.RUNNING, State.FROZEN).forEach(slot -> change(slot, State.DEAD));
    }
}
