package io.latchkey.testkit.openapi;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The OpenAPI document that the service serves, and what of an answer it does not allow. */
public final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADERS =
            List.of("ETag", "Location", "Retry-After", "WWW-Authenticate", "X-Request-Id");

    /** One method of one path, and the roles of which a caller must have one. */
    public record Operation(String method, String path, List<String> roles, boolean takesBody) {
        boolean hasPathParameter() {
            return path.contains("{");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** The public document. */
    public static ApiDocument served() {
        return at("/q/openapi");
    }

    /** The document of the endpoints between the services. */
    public static ApiDocument internal() {
        return at("/q/openapi-internal");
    }

    private static ApiDocument at(String path) {
        return new ApiDocument(read(
                given().queryParam("format", "json").get(path).then().extract().asString()));
    }

    public JsonNode root() {
        return root;
    }

    /** The operations that lack a name, a tag or a summary, or share their name with another one. */
    public List<String> unnamed() {
        var names = new HashSet<String>();
        var found = new ArrayList<String>();
        operations().forEach(operation -> {
            var described = root.path("paths").path(operation.path()).path(operation.method());
            if (!names.add(described.path("operationId").asText())
                    || described.path("operationId").asText().isBlank()
                    || described.path("summary").asText().isBlank()
                    || described.path("tags").size() != 1) {
                found.add(operation.toString());
            }
        });
        return found;
    }

    /** The responses that lack the description that the specification requires. */
    public List<String> undescribed() {
        var found = new ArrayList<String>();
        operations().forEach(operation -> responses(operation.method(), operation.path())
                .properties()
                .forEach(response -> {
                    if (response.getValue().path("description").asText().isBlank()) {
                        found.add(operation + " " + response.getKey());
                    }
                }));
        return found;
    }

    /** The parameters, and the properties of requests and responses, that lack a description. */
    public List<String> unexplained() {
        var found = new ArrayList<String>();
        operations().forEach(operation -> root.path("paths")
                .path(operation.path())
                .path(operation.method())
                .path("parameters")
                .forEach(parameter ->
                        explain(operation + " " + parameter.path("name").asText(), parameter, found)));
        root.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .properties()
                .forEach(property -> explain(schema.getKey() + "." + property.getKey(), property.getValue(), found)));
        return found;
    }

    private static void explain(String what, JsonNode described, List<String> found) {
        if (described.path("description").asText().isBlank()) {
            found.add(what);
        }
    }

    /** The schemas that have the name of a Java class in a package. */
    public List<String> javaNames() {
        var found = new ArrayList<String>();
        root.at("/components/schemas").fieldNames().forEachRemaining(name -> {
            if (name.contains(".")) {
                found.add(name);
            }
        });
        return found;
    }

    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation ->
                        operations.add(operation(operation.getKey(), path.getKey(), operation.getValue()))));
        return operations;
    }

    private static Operation operation(String method, String path, JsonNode described) {
        var roles = new ArrayList<String>();
        described
                .path("security")
                .forEach(scheme -> scheme.forEach(names -> names.forEach(role -> roles.add(role.asText()))));
        return new Operation(method, path, roles, described.has("requestBody"));
    }

    private JsonNode responses(String method, String path) {
        return root.path("paths").path(path).path(method).path("responses");
    }

    /**
     * The differences between {@code answer} and the documented body for that operation and status; empty if there are
     * none. Only JSON is compared.
     */
    public List<String> objections(String method, String path, int status, String answer) {
        var response = responses(method, path).path(String.valueOf(status));
        if (answer.isEmpty() && !response.isMissingNode() && !response.has("content")) {
            return List.of();
        }
        if (status < 400 && response.has("content") && !response.path("content").has("application/json")) {
            return List.of();
        }
        var schema = response.path("content")
                .path(status < 400 ? "application/json" : "application/problem+json")
                .path("schema");
        var found = new ArrayList<String>();
        if (schema.isMissingNode()) {
            found.add("no schema of " + method + " " + path + " " + status);
        }
        object("", read(answer), schema, found);
        return found;
    }

    /** The same for a whole response, with its headers. */
    List<String> objections(Operation operation, Response response) {
        var status = response.statusCode();
        var documented = responses(operation.method(), operation.path()).path(String.valueOf(status));
        if (documented.isMissingNode()) {
            return List.of("the status is not documented");
        }
        var found = new ArrayList<>(objections(operation.method(), operation.path(), status, response.asString()));
        for (var header : HEADERS) {
            if (response.headers().hasHeaderWithName(header)
                    != documented.path("headers").has(header)) {
                found.add(header + (documented.path("headers").has(header) ? " is missing" : " is not documented"));
            } else if (response.headers().getValues(header).size() > 1) {
                found.add(header + " is there more than once");
            }
        }
        return found;
    }

    private void object(String where, JsonNode value, JsonNode schema, List<String> found) {
        var resolved = resolved(schema);
        if (value.isArray()) {
            value.forEach(item -> object(where + "[]", item, resolved.path("items"), found));
        } else if (value.isObject()) {
            resolved.path("required").forEach(name -> {
                if (!value.has(name.asText())) {
                    found.add(where + "." + name.asText() + " is required, and missing");
                }
            });
            value.properties().forEach(field -> property(where, field.getKey(), field.getValue(), resolved, found));
        } else if (!types(resolved).isEmpty() && !types(resolved).contains(type(value))) {
            found.add(where + " is " + type(value) + ", documented is " + types(resolved));
        } else if (resolved.has("enum") && !contains(resolved.get("enum"), value)) {
            found.add(where + " is " + value + ", documented is " + resolved.get("enum"));
        } else if (!hasFormat(value, resolved.path("format").asText())) {
            found.add(where + " is " + value + ", documented is the format " + resolved.get("format"));
        }
    }

    private void property(String where, String name, JsonNode value, JsonNode schema, List<String> found) {
        var named = schema.path("properties").path(name);
        var property = named.isMissingNode() ? schema.path("additionalProperties") : named;
        if (property.isMissingNode()) {
            found.add(where + "." + name + " is not documented");
        } else {
            object(where + "." + name, value, property, found);
        }
    }

    /** A reference may be the schema itself, or the alternative to null. */
    private JsonNode resolved(JsonNode schema) {
        for (var alternative : List.of("anyOf", "oneOf", "allOf")) {
            for (var option : schema.path(alternative)) {
                if (!option.path("type").asText().equals("null")) {
                    return resolved(option);
                }
            }
        }
        var reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolved(root.at(reference.substring(1)));
    }

    private static boolean hasFormat(JsonNode value, String format) {
        try {
            switch (format) {
                case "date-time" -> Instant.parse(value.asText());
                case "duration" -> Duration.parse(value.asText());
                case "uuid" -> UUID.fromString(value.asText());
                default -> {}
            }
            return true;
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : type.isTextual() ? List.of(type.asText()) : List.of();
    }

    private static String type(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        return value.isTextual() ? "string" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
