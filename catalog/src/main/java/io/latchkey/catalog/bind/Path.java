package io.latchkey.catalog.bind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Path of a value in a file: fields, and indices from 0. */
public record Path(List<String> steps) {
    public static final Path ROOT = new Path(List.of());

    public Path {
        steps = List.copyOf(steps);
    }

    /** @param fields several steps have dots between */
    public static Path of(String fields) {
        return new Path(Arrays.asList(fields.split("\\.")));
    }

    /** @param step one field or index; a field may contain dots */
    public Path with(String step) {
        return with(new Path(List.of(step)));
    }

    public Path with(int index) {
        return with(String.valueOf(index));
    }

    public Path with(Path rest) {
        return new Path(Stream.concat(steps.stream(), rest.steps.stream()).toList());
    }

    public Path parent() {
        return new Path(steps.subList(0, steps.size() - 1));
    }

    /** What follows {@code ancestor}. */
    public Path below(Path ancestor) {
        return new Path(steps.subList(ancestor.steps.size(), steps.size()));
    }

    public String last() {
        return steps.get(steps.size() - 1);
    }

    /** Whether {@code other} is the same value, or a part of it. */
    public boolean contains(Path other) {
        return other.steps.size() >= steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    public boolean isRoot() {
        return steps.isEmpty();
    }

    /** The value in {@code tree}; a missing node if there is none. */
    public JsonNode in(JsonNode tree) {
        var node = tree;
        for (var step : steps) {
            node = node.isArray() ? element(node, step) : node.path(step);
        }
        return node;
    }

    /** Whether {@code tree} has a value at the path, which names elements of lists by their ids. */
    public boolean isNamedIn(JsonNode tree) {
        var node = tree;
        for (var step : steps) {
            node = node.isArray() ? named(node, step) : node.path(step);
        }
        return !node.isMissingNode();
    }

    private static JsonNode named(JsonNode array, String id) {
        for (var element : array) {
            if (element.path("id").asText().equals(id)) {
                return element;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode element(JsonNode array, String step) {
        return step.matches("\\d{1,9}") ? array.path(Integer.parseInt(step)) : MissingNode.getInstance();
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
