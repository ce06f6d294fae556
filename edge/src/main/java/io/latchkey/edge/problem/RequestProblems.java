package io.latchkey.edge.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Bodies that can't be read or break a rule: a 400 that names the field. */
class RequestProblems {
    private static final Pattern REPEATED = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    /** The framework would answer this one with an empty 400, past every post-processor. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException mismatched) {
        return mapping(mismatched).toResponse();
    }

    /** A body that is not valid text; any other {@link IOException} is a failure of a server. */
    @ServerExceptionMapper
    Response undecodable(CharConversionException undecodable) {
        return Problem.invalid("body", "The body is not valid UTF-8.", "Send JSON in UTF-8.")
                .toResponse();
    }

    /** The problem that names the field, if {@code failure} is about a request's body; null for any other. */
    static @Nullable Problem from(Throwable failure) {
        return failure instanceof ConstraintViolationException violated
                ? Violations.problem(violated)
                : unreadable(failure);
    }

    private static @Nullable Problem unreadable(Throwable failure) {
        var cause =
                failure instanceof WebApplicationException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnrecognizedPropertyException unknown) {
            var known =
                    unknown.getKnownPropertyIds().stream().map(Object::toString).sorted();
            return Problem.invalid(
                    field(unknown),
                    "The body contains an unknown field.",
                    "Known fields: " + known.collect(Collectors.joining(", ")) + ".");
        }
        if (cause instanceof JsonMappingException mapping) {
            return mapping(mapping);
        }
        if (cause instanceof JsonParseException broken) {
            return broken(broken, "");
        }
        return cause instanceof StreamConstraintsException
                ? Problem.invalid(
                        "body",
                        "The body is nested too deeply, or contains a name or number that is too long.",
                        "Send a simpler body.")
                : null;
    }

    /** A value that does not suit its field, or a fault of the JSON within that value. */
    private static Problem mapping(JsonMappingException mapping) {
        return mapping.getCause() instanceof JsonParseException broken
                ? broken(broken, field(mapping) + ".")
                : Problem.invalid(
                        field(mapping),
                        "The value of the field has the wrong type.",
                        "See the API description for the type of the field.");
    }

    private static Problem broken(JsonParseException broken, String within) {
        var repeated = REPEATED.matcher(broken.getOriginalMessage());
        if (repeated.matches()) {
            return Problem.invalid(
                    within + repeated.group(1),
                    "The body contains this field more than once.",
                    "Send each field once.");
        }
        var at = broken.getLocation();
        return Problem.invalid(
                "body",
                "The body is not valid JSON: line " + at.getLineNr() + ", column " + at.getColumnNr() + ".",
                "Send valid JSON.");
    }

    private static String field(JsonMappingException mapping) {
        var path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }
}
