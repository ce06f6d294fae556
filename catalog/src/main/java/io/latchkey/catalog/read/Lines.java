package io.latchkey.catalog.read;

import io.latchkey.catalog.bind.Path;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line of a value in a file. */
final class Lines {
    private final @Nullable Node root;

    /** @param text YAML that {@link YamlSubset} allows */
    Lines(String text) {
        root = YamlSubset.parser().compose(new StringReader(text));
    }

    /** The line of the value at {@code path}, from 1; if it is missing, the line of its parent. */
    int of(Path path) {
        var node = root;
        var line = 1;
        for (var step : path.steps()) {
            if (node instanceof MappingNode mapping) {
                var field = field(mapping, step);
                if (field.isEmpty()) {
                    return line;
                }
                line = line(field.get().getKeyNode());
                node = field.get().getValueNode();
            } else if (node instanceof SequenceNode sequence && isIndex(step, sequence)) {
                node = sequence.getValue().get(Integer.parseInt(step));
                line = line(node);
            } else {
                return line;
            }
        }
        return line;
    }

    /** @param duplicate takes the path and the line of each field that its object has already */
    void duplicates(BiConsumer<Path, Integer> duplicate) {
        if (root != null) {
            duplicates(root, Path.ROOT, duplicate);
        }
    }

    private static void duplicates(Node node, Path path, BiConsumer<Path, Integer> duplicate) {
        if (node instanceof MappingNode mapping) {
            var names = new HashSet<String>();
            for (var field : mapping.getValue()) {
                var name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
                if (!names.add(name)) {
                    duplicate.accept(path.with(name), line(field.getKeyNode()));
                }
                duplicates(field.getValueNode(), path.with(name), duplicate);
            }
        } else if (node instanceof SequenceNode sequence) {
            List<Node> elements = sequence.getValue();
            IntStream.range(0, elements.size()).forEach(i -> duplicates(elements.get(i), path.with(i), duplicate));
        }
    }

    private static Optional<NodeTuple> field(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(field -> field.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst();
    }

    private static boolean isIndex(String step, SequenceNode sequence) {
        return step.chars().allMatch(Character::isDigit)
                && Integer.parseInt(step) < sequence.getValue().size();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
