package io.latchkey.catalog.read;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Path of a value in a file: fields, and indices from 0. */
record Path(List<String> steps) {
    static final Path ROOT = new Path(List.of());

    Path {
        steps = List.copyOf(steps);
    }

    static Path of(JsonMappingException fault) {
        return new Path(fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .toList());
    }

    /** @param field perhaps several steps, with dots between */
    Path with(String field) {
        return new Path(
                Stream.concat(steps.stream(), Arrays.stream(field.split("\\."))).toList());
    }

    Path parent() {
        return new Path(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    boolean leadsTo(Path other) {
        return other.steps.size() > steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
