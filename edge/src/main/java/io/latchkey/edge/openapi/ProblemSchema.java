package io.latchkey.edge.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** A problem (RFC 9457) as the API document shows it, in place of the schemas of quarkus-resteasy-problem. */
final class ProblemSchema {
    private static final String NAME = "Problem";

    private ProblemSchema() {}

    static void addTo(Components components) {
        components.removeSchema("HttpProblem");
        components.removeSchema("HttpValidationProblem");
        components.removeSchema("Violation");
        components.addSchema(
                NAME,
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("An RFC 9457 problem; some types have additional members")
                        .addProperty("type", uriReference("Stable identifier of the problem type"))
                        .addProperty("title", text("Short description of the problem type"))
                        .addProperty(
                                "status",
                                OASFactory.createSchema()
                                        .addType(SchemaType.INTEGER)
                                        .description("The HTTP status"))
                        .addProperty("detail", text("Description of this occurrence"))
                        .addProperty("instance", uriReference("Path of the request"))
                        .addProperty("field", text("The invalid field, parameter or header"))
                        .addProperty("remedy", text("What to do next"))
                        .addRequired("title")
                        .addRequired("status")
                        .addRequired("instance")
                        .additionalPropertiesBoolean(true));
    }

    static Content content() {
        var schema = OASFactory.createSchema().ref("#/components/schemas/" + NAME);
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().schema(schema));
    }

    private static Schema uriReference(String description) {
        return text(description).format("uri-reference");
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
