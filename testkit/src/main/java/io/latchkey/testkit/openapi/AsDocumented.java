package io.latchkey.testkit.openapi;

import io.latchkey.testkit.openapi.ApiDocument.Operation;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fails a test whose request is answered in a way that the API documents do not say. */
public final class AsDocumented implements Filter {
    private static final Map<String, ApiDocument> DOCUMENTS = new ConcurrentHashMap<>();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var uri = URI.create(request.getURI());
        document(uri).ifPresent(document -> operation(document, request.getMethod(), uri)
                .ifPresent(operation -> check(document, operation, response)));
        return response;
    }

    /** Each start of the service has its own port. */
    private static Optional<ApiDocument> document(URI uri) {
        if (uri.getPath().startsWith("/v1/")) {
            return Optional.of(DOCUMENTS.computeIfAbsent(uri.getAuthority(), key -> ApiDocument.served()));
        }
        return uri.getPath().startsWith("/internal/")
                ? Optional.of(
                        DOCUMENTS.computeIfAbsent(uri.getAuthority() + "/internal", key -> ApiDocument.internal()))
                : Optional.empty();
    }

    private static Optional<Operation> operation(ApiDocument document, String method, URI uri) {
        return document.operations().stream()
                .filter(operation -> operation.method().equals(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> uri.getPath().matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }

    private static void check(ApiDocument document, Operation operation, Response response) {
        var objections = document.objections(operation, response);
        if (!objections.isEmpty()) {
            throw new AssertionError(operation + " " + response.statusCode() + ": " + objections);
        }
    }
}
