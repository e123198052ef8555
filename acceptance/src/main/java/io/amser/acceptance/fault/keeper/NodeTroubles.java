package io.amser.acceptance.fault.keeper;

import io.amser.devstack.rpc.Fault;
import io.amser.devstack.rpc.HostileNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The keepers' nodes drop, double, delay and refuse what is asked of them, and recover. */
final class NodeTroubles {

    private final List<HostileNode> nodes;
    private final Random random;
    private int strikes;

    NodeTroubles(List<HostileNode> nodes, Random random) {
        this.nodes = nodes;
        this.random = random;
    }

    /** One more trouble begins somewhere, beside those that hold. */
    void strike() {
        strikes++;
        var share = random.nextInt(3) == 0 ? 1 : random.nextDouble();
        nodes.get(random.nextInt(nodes.size())).begin(any(), share);
    }

    private Fault any() {
        return switch (random.nextInt(10)) {
            case 0 -> new Fault.DropConnection();
            case 1, 2 -> new Fault.CutOff();
            case 3, 4 -> new Fault.AskTwice();
            case 5, 6 -> new Fault.Latency(Duration.ofMillis(random.nextInt(1_500)));
            case 7 -> new Fault.LagBehind(1 + random.nextInt(6));
            case 8 -> new Fault.NeverAnswer();
            default -> random.nextBoolean() ? new Fault.TooManyRequests(Optional.empty()) : new Fault.ServerError(502);
        };
    }

    /** One of the nodes is well again. */
    void recover() {
        var ill = nodes.stream().filter(node -> !node.behaves()).toList();
        if (!ill.isEmpty()) {
            ill.get(random.nextInt(ill.size())).behave();
        }
    }

    void recoverAll() {
        nodes.forEach(HostileNode::behave);
    }

    /** How many troubles have begun. */
    int strikes() {
        return strikes;
    }

    /** How many answers they have spoilt. */
    long spoilt() {
        return nodes.stream().mapToLong(HostileNode::deeds).sum();
    }
}
