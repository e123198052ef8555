package io.amser.devstack.rpc;

import io.amser.devstack.rpc.Fault.Lie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to one request as a lying node gives it: true to the other lies it tells at the same time. */
final class Story {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEX = 16;

    private final List<Lie> lies;
    private final URI node;
    private final Upstream upstream;
    private final Consumer<Lie> told;

    Story(List<Lie> lies, URI node, Upstream upstream, Consumer<Lie> told) {
        this.lies = lies;
        this.node = lie(Fault.ForkOff.class).map(Fault.ForkOff::node).orElse(node);
        this.upstream = upstream;
        this.told = told;
    }

    private <L extends Lie> Optional<L> lie(Class<L> kind) {
        return lies.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    Body tell(Body request) {
        lie(Fault.ForkOff.class).ifPresent(told);
        var asked = JSON.readTree(request.bytes());
        var horizon = horizon();
        for (var call : each(asked)) {
            horizon.ifPresent(it -> aim(call, it));
        }
        var answered = JSON.readTree(ask(asked).bytes());
        for (var answer : each(answered)) {
            each(asked).stream()
                    .filter(call -> call.get("id").equals(answer.get("id")))
                    .findFirst()
                    .ifPresent(call -> twist(call, answer, horizon));
        }
        return new Body(JSON.writeValueAsBytes(answered));
    }

    private static List<ObjectNode> each(JsonNode one) {
        var all = new ArrayList<ObjectNode>();
        if (one instanceof ArrayNode batch) {
            batch.forEach(item -> all.add((ObjectNode) item));
        } else if (one instanceof ObjectNode single) {
            all.add(single);
        }
        return all;
    }

    /**
     * How far the liar looks.
     *
     * @param newest what is above does not exist
     */
    private record Horizon(long latest, long safe, long settled, long newest) {

        /** With a height in place of a tag, which the real node would understand otherwise. */
        String aimed(String block) {
            return switch (block) {
                case "latest", "pending" -> hex(latest);
                case "safe" -> hex(safe);
                case "finalized" -> hex(settled);
                default -> block;
            };
        }
    }

    /** Empty where no lie is about heights. */
    private Optional<Horizon> horizon() {
        var lag = lie(Fault.LagBehind.class);
        var stale = lie(Fault.StaleLatest.class);
        if (lag.isEmpty() && stale.isEmpty()) {
            return Optional.empty();
        }
        lag.ifPresent(told);
        stale.ifPresent(told);
        long behind = lag.map(Fault.LagBehind::blocks).orElse(0L);
        long newest = Math.max(0, height("latest") - behind);
        long latest = stale.map(lie -> Math.min(lie.number(), newest)).orElse(newest);
        long safe = Math.min(latest, Math.max(0, height("safe") - behind));
        long settled = Math.min(latest, Math.max(0, height("finalized") - behind));
        return Optional.of(new Horizon(latest, safe, settled, newest));
    }

    private long height(String tag) {
        return number(
                ask("eth_getBlockByNumber", "[\"%s\",false]".formatted(tag)).get("number"));
    }

    private JsonNode ask(String method, String parameters) {
        var request = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"%s\",\"params\":%s}".formatted(method, parameters);
        return JSON.readTree(ask(JSON.readTree(request)).bytes()).path("result");
    }

    private Body ask(JsonNode request) {
        return upstream.ask(node, new Body(JSON.writeValueAsBytes(request)));
    }

    private static long number(JsonNode hex) {
        return Long.parseLong(hex.asString().substring(2), HEX);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private static void aim(ObjectNode call, Horizon horizon) {
        if (!(call.get("params") instanceof ArrayNode parameters)) {
            return;
        }
        for (int index = 0; index < parameters.size(); index++) {
            var parameter = parameters.get(index);
            if (parameter.isString()) {
                parameters.set(index, horizon.aimed(parameter.asString()));
            } else if (method(call).equals("eth_getLogs")
                    && parameter instanceof ObjectNode filter
                    && !filter.has("blockHash")) {
                filter.put("fromBlock", horizon.aimed(filter.path("fromBlock").asString("latest")));
                filter.put("toBlock", horizon.aimed(filter.path("toBlock").asString("latest")));
            }
        }
    }

    private static String method(ObjectNode call) {
        return call.path("method").asString("");
    }

    private void twist(ObjectNode call, ObjectNode answer, Optional<Horizon> horizon) {
        horizon.ifPresent(it -> hide(call, answer, it));
        lie(Fault.EmptyLogs.class)
                .filter(_ -> method(call).equals("eth_getLogs")
                        && !answer.path("result").isEmpty())
                .ifPresent(lie -> {
                    told.accept(lie);
                    answer.putArray("result");
                });
        lie(Fault.WrongChainId.class)
                .filter(_ -> method(call).equals("eth_chainId"))
                .ifPresent(lie -> {
                    told.accept(lie);
                    answer.put("result", hex(lie.id()));
                });
    }

    /** Takes away what lies beyond the horizon. */
    private void hide(ObjectNode call, ObjectNode answer, Horizon horizon) {
        var result = answer.path("result");
        switch (method(call)) {
            case "eth_blockNumber" -> answer.put("result", hex(horizon.latest()));
            case "eth_getLogs" -> hideLogs(call, answer, horizon);
            default -> {
                var height = result.path("number").isMissingNode() ? result.path("blockNumber") : result.path("number");
                if (height.isString() && number(height) > horizon.newest()) {
                    answer.putNull("result");
                }
            }
        }
    }

    private void hideLogs(ObjectNode call, ObjectNode answer, Horizon horizon) {
        var block = call.path("params").path(0).path("blockHash");
        if (block.isString()) {
            var found = ask("eth_getBlockByHash", "[\"%s\",false]".formatted(block.asString()));
            if (found.has("number") && number(found.get("number")) > horizon.newest()) {
                answer.remove("result");
                answer.putObject("error").put("code", -32_000).put("message", "unknown block");
            }
        } else if (answer.get("result") instanceof ArrayNode logs) {
            logs.removeIf(log -> number(log.get("blockNumber")) > horizon.newest());
        }
    }
}
