package io.amser.devstack.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services that belong together: started at the same time, found by name, stopped together. */
public final class ServiceGroup implements AutoCloseable {

    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

    private ServiceGroup() {}

    /** Starts all and returns when all are ready. When one fails, all are stopped and the failure is thrown. */
    public static ServiceGroup start(List<ServiceCommand> commands) {
        var group = new ServiceGroup();
        try {
            commands.forEach(command -> group.services.put(command.name(), ServiceProcess.start(command)));
            group.awaitReady();
            return group;
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    public void awaitReady() {
        services.values().forEach(ServiceProcess::awaitReady);
    }

    public ServiceProcess service(String name) {
        return Optional.ofNullable(services.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("No service %s among %s".formatted(name, services.keySet())));
    }

    public List<ServiceProcess> all() {
        return List.copyOf(services.values());
    }

    /** All at the same time, because each may take its seconds to end in good order. */
    @Override
    public void close() {
        var stops = services.values().stream()
                .map(service -> Thread.ofVirtual().start(service::stop))
                .toList();
        for (var stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
