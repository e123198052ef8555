package io.amser.devstack.server;

/** The settings of a broker that is a whole cluster by itself. */
final class BrokerSettings {

    private BrokerSettings() {}

    /**
     * Internal topics have one replica, because there is one broker, and few partitions, because each costs start time. The broker's session is
     * short, because a killed broker may not come back before its old session has ended.
     */
    static String text(Place place, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                """.formatted(place.port(), controllerPort, place.data());
    }
}
