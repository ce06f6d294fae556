package io.latchkey.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.demo.http.Http;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a service says of its own API. */
final class OpenApi {
    /** Operations without a bearer token: the status takes a token in its URL, and keys are public. */
    static final Set<String> OPEN = Set.of("GET /connect/status", "GET /oauth2/keys/{key}");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** One method of one path, with the path's parameters in braces. */
    record Operation(URI service, String method, String path, boolean takesBody) {
        String name() {
            return method + " " + path;
        }

        boolean isInternal() {
            return path.startsWith("/internal/");
        }

        boolean hasParameters() {
            return PARAMETER.matcher(path).find();
        }

        /** The path with each parameter's value; a parameter that {@code values} does not know fails the test. */
        String pathWith(Map<String, String> values) {
            return PARAMETER.matcher(path).replaceAll(match -> {
                var value = values.get(match.group(1));
                if (value == null) {
                    throw new AssertionError(name() + " has a parameter that this test must learn: " + match.group(1));
                }
                return value;
            });
        }
    }

    private OpenApi() {}

    static JsonNode document(Http http, URI service) {
        return http.get(service + "/q/openapi?format=json").expect(200).body();
    }

    /** Those of the public document, and of the one between the services where there is one. */
    static List<Operation> operations(Http http, URI service) {
        var operations = operations(service, document(http, service));
        var internal = http.get(service + "/q/openapi-internal?format=json");
        if (internal.status() == 200) {
            operations.addAll(operations(service, internal.body()));
        }
        return operations;
    }

    private static List<Operation> operations(URI service, JsonNode document) {
        var operations = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        operations.add(new Operation(
                                service,
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().has("requestBody")));
                    }
                }));
        return operations;
    }
}
