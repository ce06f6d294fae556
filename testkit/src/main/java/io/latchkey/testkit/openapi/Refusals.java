package io.latchkey.testkit.openapi;

import static io.restassured.RestAssured.given;

import io.latchkey.testkit.openapi.ApiDocument.Operation;
import io.latchkey.testkit.servers.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;

/** Sends invalid requests to every operation of a document, and compares the responses with the document. */
public final class Refusals {
    private static final String UNKNOWN_ID = "0197a3c0-0000-7000-8000-000000000000";

    private final ApiDocument document;
    private final Tokens tokens;
    private final List<String> found = new ArrayList<>();

    private Refusals(ApiDocument document, Tokens tokens) {
        this.document = document;
        this.tokens = tokens;
    }

    /** The refusals that differ from the document; empty if there are none. */
    public static List<String> objections(ApiDocument document, Tokens tokens) {
        var refusals = new Refusals(document, tokens);
        document.operations().forEach(refusals::check);
        return refusals.found;
    }

    private void check(Operation operation) {
        if (operation.roles().isEmpty()) {
            expect(operation, send(operation, given(), UNKNOWN_ID), 404);
            return;
        }
        expect(operation, send(operation, given(), UNKNOWN_ID), 401);
        expect(operation, send(operation, as("no token"), UNKNOWN_ID), 401);
        expect(operation, send(operation, as(withoutRole(operation)), UNKNOWN_ID), 403);
        expect(operation, send(operation, as(withRole(operation)).accept(ContentType.XML), UNKNOWN_ID), 406);
        expect(operation, send(operation, as(withRole(operation)).queryParam("unknown", 1), UNKNOWN_ID), 400);
        if (operation.hasPathParameter()) {
            expect(operation, send(operation, as(withRole(operation)), "no-id"), 400, 404);
        }
        if (operation.takesBody()) {
            var broken = as(withRole(operation)).contentType(ContentType.JSON).body("{\"");
            expect(operation, sendAsIs(operation, broken, UNKNOWN_ID), 400);
            var text = as(withRole(operation)).contentType(ContentType.TEXT).body("rubbish");
            expect(operation, sendAsIs(operation, text, UNKNOWN_ID), 415);
        }
    }

    private void expect(Operation operation, Response answer, Integer... statuses) {
        var status = answer.statusCode();
        if (!List.of(statuses).contains(status)) {
            found.add(operation + " answers " + status + " in place of " + List.of(statuses));
        } else if (!answer.contentType().startsWith("application/problem+json")) {
            found.add(operation + " answers " + status + " with " + answer.contentType());
        } else {
            document.objections(operation, answer)
                    .forEach(objection -> found.add(operation + " " + status + ": " + objection));
        }
    }

    private static Response send(Operation operation, RequestSpecification request, String id) {
        var complete =
                operation.takesBody() ? request.contentType(ContentType.JSON).body("{}") : request;
        return sendAsIs(operation, complete, id);
    }

    private static Response sendAsIs(Operation operation, RequestSpecification request, String id) {
        return request.request(operation.method(), operation.path().replaceAll("\\{[^}]+}", id));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private String withRole(Operation operation) {
        return switch (operation.roles().get(0)) {
            case "connections:read", "connections:write" -> tokens.user("ada");
            case "credentials:read" -> tokens.service("acme-worker");
            case "providers:admin" -> tokens.service("installer");
            case "internal:probe" -> tokens.service("verifier-service");
            default -> tokens.service("connection-service");
        };
    }

    private String withoutRole(Operation operation) {
        var forUsers = operation.roles().stream().anyMatch(role -> role.startsWith("connections:"));
        return forUsers ? tokens.service("connection-service") : tokens.user("ada");
    }
}
