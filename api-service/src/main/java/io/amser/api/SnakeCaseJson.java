package io.amser.api;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Names of JSON members are those of the records, in snake case; a number is no text, and a text no number. */
@Singleton
class SnakeCaseJson implements ObjectMapperCustomizer {

    @Override
    @SuppressWarnings("deprecation") // The mapper has been built by the time that it is customized.
    public void customize(ObjectMapper json) {
        json.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        json.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        var text = json.coercionConfigFor(LogicalType.Textual);
        Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail));
    }
}
