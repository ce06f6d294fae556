package io.latchkey.catalog.read;

import io.latchkey.catalog.bind.Binding;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What a file may use of YAML: one document, without aliases or tags, of limited depth. It is checked before anything is built
 * from the text, so that a small file cannot expand to a large one.
 */
final class YamlSubset {
    private static final int DEEPEST = Binding.DEEPEST;

    private final ObjIntConsumer<String> faults;
    private boolean isValid = true;
    private int depth;
    private int documents;

    private YamlSubset(ObjIntConsumer<String> faults) {
        this.faults = faults;
    }

    /** A quick look: a text without the sign of an alias has none. */
    static boolean mayHaveAliases(String text) {
        return text.indexOf('*') >= 0;
    }

    /** It accepts every tag, because {@link #allows} reports them, and constructs no objects. */
    static Yaml parser() {
        var options = new LoaderOptions();
        options.setTagInspector(tag -> true);
        return new Yaml(new SafeConstructor(options));
    }

    /**
     * Whether {@code text} is valid.
     *
     * @param faults takes each fault and its line
     */
    static boolean allows(String text, ObjIntConsumer<String> faults) {
        var subset = new YamlSubset(faults);
        try {
            for (var event : parser().parse(new StringReader(text))) {
                if (!subset.goesOn(event)) {
                    break;
                }
            }
        } catch (YAMLException e) {
            var marked =
                    Optional.of(e).filter(MarkedYAMLException.class::isInstance).map(MarkedYAMLException.class::cast);
            subset.fault(
                    "is not valid YAML: "
                            + marked.map(MarkedYAMLException::getProblem)
                                    .orElse(String.valueOf(e.getMessage()))
                                    .lines()
                                    .findFirst()
                                    .orElse("unreadable"),
                    marked.map(MarkedYAMLException::getProblemMark)
                            .map(Mark::getLine)
                            .orElse(0));
        }
        return subset.isValid;
    }

    /** Whether further events are worth a look. */
    private boolean goesOn(Event event) {
        var line = event.getStartMark() == null ? 0 : event.getStartMark().getLine();
        if (event instanceof AliasEvent alias) {
            fault(
                    "uses the YAML alias *" + alias.getAnchor() + ": write the value, or let the entry extend another",
                    line);
        } else if (hasTag(event)) {
            fault("uses a YAML tag: write the value alone", line);
        } else if (event instanceof DocumentStartEvent && ++documents > 1) {
            fault("contains a second document: give each provider its own file", line);
            return false;
        } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
            fault("is nested more than " + DEEPEST + " levels deep", line);
            return false;
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return true;
    }

    private static boolean hasTag(Event event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent collection && collection.getTag() != null;
    }

    private void fault(String fault, int line) {
        isValid = false;
        faults.accept(fault, line + 1);
    }
}
