package io.amser.api.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says of every schema which members are always there and which may be null, as the records that are written have it. A body
 * that callers write says itself what it requires.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeMembers implements OASFilter {
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final DotName PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final IndexView index;

    public DescribeMembers(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        index.getAnnotations(SCHEMA).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.CLASS)
                .filter(annotation -> annotation.value("requiredProperties") == null)
                .forEach(annotation -> name(annotation)
                        .map(schemas::get)
                        .ifPresent(
                                schema -> describe(schema, annotation.target().asClass())));
    }

    private static void describe(Schema schema, ClassInfo type) {
        var written = type.fieldsInDeclarationOrder().stream()
                .filter(field -> !Modifier.isStatic(field.flags()) && !field.hasAnnotation(INCLUDE))
                .filter(field -> schema.getProperties().containsKey(nameOf(field)))
                .toList();
        schema.setRequired(written.stream().map(DescribeMembers::nameOf).toList());
        written.stream()
                .filter(field -> field.type().hasAnnotation(NULLABLE))
                .map(DescribeMembers::nameOf)
                .forEach(name -> Optional.ofNullable(schema.getProperties().get(name))
                        .ifPresent(member -> schema.addProperty(name, orNull(member))));
    }

    /** Said once, however often the document is filtered. */
    private static Schema orNull(Schema member) {
        if (member.getRef() != null) {
            var present = OASFactory.createSchema().ref(member.getRef());
            return OASFactory.createSchema()
                    .description(member.getDescription())
                    .anyOf(List.of(present, OASFactory.createSchema().addType(SchemaType.NULL)));
        }
        return member.getAnyOf() != null || member.getType().contains(SchemaType.NULL)
                ? member
                : member.addType(SchemaType.NULL);
    }

    private static String nameOf(FieldInfo field) {
        return Optional.ofNullable(field.annotation(PROPERTY))
                .map(AnnotationInstance::value)
                .map(AnnotationValue::asString)
                .orElseGet(() -> SNAKE_CASE.translate(field.name()));
    }

    private static Optional<String> name(AnnotationInstance schema) {
        return Optional.ofNullable(schema.value("name")).map(AnnotationValue::asString);
    }
}
