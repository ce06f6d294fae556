package io.latchkey.edge.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Bodies that can't be read or break a rule: a 400 that names the field. */
class RequestProblems {
    @ServerExceptionMapper
    Response unreadable(JsonParseException broken) {
        var location = broken.getLocation();
        return answer(Problem.invalid(
                "body",
                "The body is not JSON: line " + location.getLineNr() + ", column " + location.getColumnNr() + ".",
                "Send well-formed JSON."));
    }

    @ServerExceptionMapper
    Response unknown(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds().stream().map(Object::toString).sorted();
        return answer(Problem.invalid(
                field(unknown),
                "The body has a field that is not known here.",
                "Known fields: " + known.collect(Collectors.joining(", ")) + "."));
    }

    @ServerExceptionMapper
    Response unsuitable(JsonMappingException unsuitable) {
        return answer(Problem.invalid(
                field(unsuitable), "The field has a value of the wrong kind.", "See the API document for its type."));
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException violated) {
        var violations = violated.getConstraintViolations().stream()
                .sorted(Comparator.comparing(v -> v.getPropertyPath().toString()))
                .toList();
        var first = violations.get(0);
        var all = violations.stream()
                .map(v -> field(v) + " " + v.getMessage())
                .collect(Collectors.joining("; "));
        return answer(Problem.invalid(field(first), "Not as it must be: " + all + ".", "Correct the fields named."));
    }

    private static Response answer(HttpProblem problem) {
        return problem.toResponse();
    }

    private static String field(JsonMappingException mapping) {
        var path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    /** The path without its first two steps, the method and its parameter, unless nothing else is left. */
    private static String field(ConstraintViolation<?> violation) {
        var steps = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            steps.add(node.toString());
        }
        if (steps.size() == 2) {
            return steps.get(1).equals("body") || steps.get(1).equals("request") ? "body" : steps.get(1);
        }
        return String.join(".", steps.subList(2, steps.size()));
    }
}
