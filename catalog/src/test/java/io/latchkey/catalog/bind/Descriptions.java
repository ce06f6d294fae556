package io.latchkey.catalog.bind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the Javadoc of the model says about each field. */
final class Descriptions {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern RECORD =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\\n]*\\s+)*public record (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("@param (\\w+) ((?:(?!@param|@return|$(?![\\s\\S])).)*)", Pattern.DOTALL);
    private static final PropertyNamingStrategies.NamingBase NAMES = new PropertyNamingStrategies.KebabCaseStrategy();

    private final Map<String, String> byField = new HashMap<>();

    private Descriptions() {}

    static Descriptions ofModel() {
        var descriptions = new Descriptions();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).collect(Collectors.toList())) {
                descriptions.read(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return descriptions;
    }

    private void read(String source) {
        RECORD.matcher(source).results().forEach(found -> PARAMETER
                .matcher(found.group(1).replaceAll("(?m)^\\s*\\*", ""))
                .results()
                .forEach(parameter -> byField.put(
                        found.group(2) + "." + NAMES.translate(parameter.group(1)), text(parameter.group(2)))));
    }

    private static String text(String javadoc) {
        var text = javadoc.replaceAll("\\{@(?:code|link) ((?:[^{}]|\\{[^{}]*})*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    Optional<String> of(Class<?> type, String field) {
        return Optional.ofNullable(byField.get(type.getSimpleName() + "." + field));
    }
}
