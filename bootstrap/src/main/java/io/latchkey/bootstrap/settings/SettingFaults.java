package io.latchkey.bootstrap.settings;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds missing and invalid settings of a service. Messages never contain a value, since it may be a secret. */
public final class SettingFaults {
    private final SmallRyeConfig config;

    private SettingFaults(SmallRyeConfig config) {
        this.config = config;
    }

    /** One line for each fault: property, environment variable, meaning, example. */
    public static List<String> in(SmallRyeConfig config, List<Class<?>> declarations) {
        var faults = new SettingFaults(config);
        return declarations.stream()
                .flatMap(DeclaredSetting::of)
                .flatMap(setting -> faults.of(setting).stream())
                .toList();
    }

    private Optional<String> of(DeclaredSetting setting) {
        try {
            var values = setting.values(config);
            if (values.isEmpty()) {
                return isNeeded(setting) ? Optional.of(line(setting, "is missing")) : Optional.empty();
            }
            return values.stream()
                    .flatMap(value -> fault(setting, value).stream())
                    .findFirst()
                    .map(fault -> line(setting, "is wrong: " + fault));
        } catch (RuntimeException e) {
            return Optional.of(line(setting, "is wrong: " + unreadable(setting, e)));
        }
    }

    private boolean isNeeded(DeclaredSetting setting) {
        var with = setting.says().neededWith();
        var unless = setting.says().neededUnless();
        return setting.required()
                || (setting.neededConditionally()
                        && (with.isEmpty() || isSet(with))
                        && Stream.of(unless).noneMatch(this::isSet));
    }

    private boolean isSet(String property) {
        return config.getOptionalValue(property, String.class).isPresent();
    }

    private Optional<String> fault(DeclaredSetting setting, Object value) {
        if (value instanceof Duration duration && (duration.isNegative() || duration.isZero())) {
            return Optional.of("it must be positive");
        }
        if (value instanceof Integer number && number <= 0) {
            return Optional.of("it must be positive");
        }
        if (value instanceof Boolean && !raw(setting).matches("(?i)true|false")) {
            return Optional.of("it must be true or false");
        }
        var form = setting.says().form();
        return form.isEmpty() || value.toString().matches(form)
                ? Optional.empty()
                : Optional.of("it does not have the form of the example");
    }

    /** The converter accepts any text as false. */
    private String raw(DeclaredSetting setting) {
        return config.getOptionalValue(setting.property().name(), String.class).orElse("");
    }

    private static String unreadable(DeclaredSetting setting, RuntimeException e) {
        if (setting.type() == Duration.class) {
            return "it is not a duration";
        }
        if (setting.type() == int.class || setting.type() == Integer.class) {
            return "it is not a whole number";
        }
        return setting.type().getPackageName().startsWith("io.latchkey.") ? reason(e) : "it cannot be parsed";
    }

    /** The messages of Latchkey's types do not contain the value. */
    private static String reason(Throwable failure) {
        var reason = "it cannot be parsed";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                reason = String.valueOf(cause.getMessage());
            }
        }
        return reason;
    }

    private static String line(DeclaredSetting setting, String fault) {
        var example = setting.example();
        return "%s %s. %s%s"
                .formatted(
                        setting.property(),
                        fault,
                        setting.firstSentence(),
                        example.isEmpty() ? "" : " Example: " + example);
    }
}
