package io.latchkey.edge.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The violated constraints of a request as a problem. A constraint's message continues the name of the field; its
 * second sentence is the remedy.
 */
final class Violations {
    private static final String ANY_REMEDY = "See the API description for the values that the field takes.";

    private Violations() {}

    static Problem problem(ConstraintViolationException violated) {
        var faults = violated.getConstraintViolations().stream()
                .map(Fault::of)
                .sorted(Comparator.comparing(Fault::field).thenComparing(Fault::what))
                .toList();
        var detail =
                faults.stream().map(fault -> fault.field() + " " + fault.what()).collect(Collectors.joining("; "));
        return Problem.invalid(faults.get(0).field(), detail + ".", remedy(faults));
    }

    private static String remedy(List<Fault> faults) {
        return faults.size() == 1
                ? faults.get(0).remedy()
                : faults.stream()
                        .map(fault -> fault.field() + ": " + fault.remedy())
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    private record Fault(String field, String what, String remedy) {
        static Fault of(ConstraintViolation<?> violation) {
            var sentences = violation.getMessage().split("\\. ", 2);
            return new Fault(
                    Violations.field(violation), sentences[0], sentences.length == 2 ? sentences[1] : ANY_REMEDY);
        }
    }

    /** A violation's path begins with the method and its parameter; a parameter that is null is a missing body. */
    private static String field(ConstraintViolation<?> violation) {
        var steps = new ArrayList<String>();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                steps.add(node.toString());
            }
        }
        if (steps.size() > 2) {
            return String.join(".", steps.subList(2, steps.size()));
        }
        return violation.getInvalidValue() == null ? "body" : steps.get(steps.size() - 1);
    }
}
