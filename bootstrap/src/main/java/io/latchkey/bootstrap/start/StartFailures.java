package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.Property;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** Describes a failed start for the operator. */
final class StartFailures {
    private static final Property PORT = new Property("quarkus.http.port");
    private static final Property DATABASE = new Property("quarkus.datasource.jdbc.url");
    private static final Pattern CONFIG_PROPERTY = Pattern.compile("config property (\\S+)");

    private StartFailures() {}

    /** One line for each cause; empty if an operator cannot resolve the failure. */
    static List<String> lines(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFailures::linesOf)
                .filter(lines -> !lines.isEmpty())
                // The innermost cause is the most specific.
                .reduce((outer, inner) -> inner)
                .orElse(List.of());
    }

    private static List<String> linesOf(Throwable cause) {
        if (cause instanceof QuarkusBindException taken) {
            return List.of("port %d is in use. Stop the program that uses it, or set another port with %s"
                    .formatted(taken.getPort(), PORT));
        }
        if (cause instanceof ConfigurationException fault) {
            return Objects.requireNonNullElse(fault.getMessage(), fault.toString())
                    .lines()
                    .toList();
        }
        if (cause instanceof ConfigValidationException faults) {
            return IntStream.range(0, faults.getProblemCount())
                    .mapToObj(index -> unreadable(faults.getProblem(index).getMessage()))
                    .toList();
        }
        if (cause instanceof SQLException || cause instanceof FlywayException) {
            return List.of("the database cannot be used, see %s: %s".formatted(DATABASE, shortened(cause)));
        }
        return List.of();
    }

    /** Such a message quotes the value, which may be a secret. */
    private static String unreadable(String message) {
        var property = CONFIG_PROPERTY.matcher(message);
        return property.find() ? new Property(property.group(1)) + " is wrong: it cannot be parsed" : message;
    }

    /** What follows the second line is advice for developers. */
    private static String shortened(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().limit(2).collect(Collectors.joining(". "));
    }
}
