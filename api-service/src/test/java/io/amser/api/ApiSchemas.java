package io.amser.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of the OpenAPI document, taken at their word: a member that they do not name is one too many. */
final class ApiSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode components;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    ApiSchemas(JsonNode document) {
        components = document.path("components").deepCopy();
        components.path("schemas").properties().stream()
                .filter(schema -> schema.getValue().has("properties"))
                .filter(schema -> !schema.getKey().equals("Problem"))
                .forEach(schema -> ((ObjectNode) schema.getValue()).put("additionalProperties", false));
    }

    /** Where a body is other than its schema. */
    List<String> contradictions(JsonNode schema, JsonNode body) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(body).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    /** Where a schema is none. */
    static List<String> faults(JsonNode schema) {
        return FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private JsonSchema compiled(JsonNode schema) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", components);
        return FACTORY.getSchema(whole);
    }
}
