package io.latchkey.catalog.read;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line of a value in a file. */
final class Lines {
    private final @Nullable Node root;

    /** @param text YAML that can be parsed */
    Lines(String text) {
        root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
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
