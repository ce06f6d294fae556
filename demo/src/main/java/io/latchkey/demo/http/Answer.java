package io.latchkey.demo.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** A response of the API, with its request and duration. */
public record Answer(String method, String path, int status, HttpHeaders headers, JsonNode body, Duration took) {
    private static final String PROBLEM = "urn:latchkey:problem:";

    /** This answer, if it has one of the statuses; {@link UnexpectedAnswer} otherwise. */
    public Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(s -> s == status)) {
            throw new UnexpectedAnswer(this, Arrays.toString(statuses));
        }
        return this;
    }

    /** The text at a JSON pointer; empty if there is none. */
    public String text(String pointer) {
        return body.at(pointer).asText("");
    }

    public int number(String pointer) {
        return body.at(pointer).asInt();
    }

    public Instant time(String pointer) {
        return Instant.parse(text(pointer));
    }

    public UUID id() {
        return UUID.fromString(text("/id"));
    }

    public URI uri(String pointer) {
        return URI.create(text(pointer));
    }

    /** The last part of a problem's {@code type}; empty if the response is not a problem. */
    public String problem() {
        var type = text("/type");
        return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Another status than the caller counted on. Names a problem's fields, never a body that might hold a token. */
    public static final class UnexpectedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(Answer answer, String expected) {
            super(answer.method + " " + answer.path + " answered " + answer.status + " instead of " + expected + " "
                    + answer.problem() + " " + answer.text("/field") + " " + answer.text("/detail"));
        }
    }
}
