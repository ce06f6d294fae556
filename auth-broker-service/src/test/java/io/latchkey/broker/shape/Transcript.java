package io.latchkey.broker.shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The story of a connection, written by hand as {@code curl -v} prints one: {@code *} is what happens at Latchkey,
 * {@code >} a request that the provider must then receive, and {@code <} its response. Of a request every line counts:
 * the query and a form have one for each parameter, and headers those that are peculiar to the request.
 */
record Transcript(List<Step> steps) {
    /** An action, its argument, and the requests that it must cause, in this order. */
    record Step(String action, String argument, List<Exchange> exchanges) {}

    record Exchange(List<String> request, List<String> response) {}

    /** The file {@code shapes/<shape>.txt}. */
    static Transcript of(String shape) {
        try {
            return parse(Files.readAllLines(ShapeEntries.folder().resolve(shape + ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript parse(List<String> lines) {
        var steps = new ArrayList<Step>();
        var before = ' ';
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var text = line.substring(1).strip();
            switch (line.charAt(0)) {
                case '*' -> steps.add(step(text));
                case '>' -> exchange(steps, before != '>').request().add(text);
                case '<' -> exchange(steps, false).response().add(text);
                default -> throw new IllegalArgumentException(line);
            }
            before = line.charAt(0);
        }
        return new Transcript(steps);
    }

    private static Step step(String text) {
        var parts = text.split(" ", 2);
        return new Step(parts[0], parts.length == 1 ? "" : parts[1], new ArrayList<>());
    }

    private static Exchange exchange(List<Step> steps, boolean another) {
        var exchanges = steps.get(steps.size() - 1).exchanges();
        if (another) {
            exchanges.add(new Exchange(new ArrayList<>(), new ArrayList<>()));
        }
        return exchanges.get(exchanges.size() - 1);
    }
}
