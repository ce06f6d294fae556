package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.DeclaredSetting;
import io.latchkey.bootstrap.settings.Property;
import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One of several time limits of which each encloses the one before: what waits must wait longer than what it waits for
 * may take.
 */
public final class TimeLimit {
    private final String name;
    private final Function<SmallRyeConfig, Duration> length;

    private TimeLimit(String name, Function<SmallRyeConfig, Duration> length) {
        this.name = name;
        this.length = length;
    }

    /** A setting that {@code declaration} declares. */
    public static TimeLimit setting(Class<?> declaration, String property) {
        var fallback = DeclaredSetting.of(declaration)
                .filter(setting -> setting.property().name().equals(property))
                .findFirst()
                .flatMap(DeclaredSetting::fallback)
                .orElseThrow();
        return new TimeLimit(
                new Property(property).toString(), config -> config.getOptionalValue(property, Duration.class)
                        .orElseGet(() -> config.convert(fallback, Duration.class)));
    }

    /** A property of a library, in milliseconds. */
    public static TimeLimit millis(String property) {
        return new TimeLimit(
                new Property(property).toString(), config -> Duration.ofMillis(config.getValue(property, Long.class)));
    }

    /** A limit that is no setting. */
    public static TimeLimit fixed(String name, Duration length) {
        return new TimeLimit(name, config -> length);
    }

    /** What takes this long and then as long as {@code next}. */
    public TimeLimit plus(TimeLimit next) {
        return new TimeLimit(
                name + " plus " + next.name, config -> length.apply(config).plus(next.length.apply(config)));
    }

    /** Finds each limit that is not shorter than the next; the innermost comes first. */
    public static ServiceStart.Check nested(TimeLimit... limits) {
        var nested = List.of(limits);
        return config -> IntStream.range(1, nested.size())
                .mapToObj(outer -> nested.get(outer - 1).fault(nested.get(outer), config.unwrap(SmallRyeConfig.class)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> fault(TimeLimit outer, SmallRyeConfig config) {
        var inner = length.apply(config);
        return inner.compareTo(outer.length.apply(config)) < 0
                ? Optional.empty()
                : Optional.of("%s is %s, but must be below %s, which is %s"
                        .formatted(name, text(inner), outer.name, text(outer.length.apply(config))));
    }

    private static String text(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
    }
}
