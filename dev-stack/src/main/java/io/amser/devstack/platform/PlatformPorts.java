package io.amser.devstack.platform;

import io.amser.devstack.process.Ports;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where everything listens, on the loopback address. */
public record PlatformPorts(int postgres, int kafka, int chain, int discordStandIn, Map<Service, Integer> services) {

    public PlatformPorts {
        services = Map.copyOf(services);
    }

    /** The ports that people can remember. */
    public static PlatformPorts wellKnown() {
        var services = new EnumMap<Service, Integer>(Service.class);
        services.put(Service.API, 8080);
        services.put(Service.INDEXER, 8081);
        services.put(Service.KEEPER, 8082);
        services.put(Service.WEBHOOK, 8083);
        services.put(Service.DISCORD, 8084);
        return new PlatformPorts(15432, 19092, 8545, 8085, services);
    }

    /** Ports that are free now, so that several platforms can run side by side. */
    public static PlatformPorts free() {
        var services = new EnumMap<Service, Integer>(Service.class);
        for (var service : Service.values()) {
            services.put(service, Ports.free());
        }
        return new PlatformPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), services);
    }

    public int of(Service service) {
        return Optional.ofNullable(services.get(service)).orElseThrow();
    }

    /** Who wants which port. */
    public Map<String, Integer> byOwner() {
        var owners = new LinkedHashMap<String, Integer>();
        owners.put("PostgreSQL", postgres);
        owners.put("Kafka", kafka);
        owners.put("the chain", chain);
        owners.put("the stand-in for Discord", discordStandIn);
        for (var service : Service.values()) {
            owners.put(service.module(), of(service));
        }
        return owners;
    }
}
