package io.latchkey.bootstrap.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One property, or a group with the same beginning, as the method of an interface declares it.
 *
 * @param type of one value
 * @param many whether it has several, separated by commas
 * @param required it has to be set, whatever else is
 */
record DeclaredSetting(
        Property property, Setting says, Class<?> type, boolean many, boolean required, Optional<String> fallback) {

    /** The properties that the interface declares, sorted by name. */
    static Stream<DeclaredSetting> of(Class<?> declarations) {
        return Stream.of(declarations.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> of(prefix(declarations), method))
                .sorted((one, other) -> one.property.name().compareTo(other.property.name()));
    }

    private static DeclaredSetting of(String prefix, Method method) {
        var fallback =
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
        var raw = method.getReturnType();
        var group = raw == Map.class;
        var optional = raw == Optional.class || group;
        var value = raw == Optional.class ? argument(method.getGenericReturnType()) : method.getGenericReturnType();
        var many = Collection.class.isAssignableFrom(raw(value));
        return new DeclaredSetting(
                new Property(prefix + "." + name(method)),
                Optional.ofNullable(method.getAnnotation(Setting.class))
                        .orElseThrow(() -> new IllegalArgumentException(method + " says nothing of its setting")),
                group ? String.class : raw(many ? argument(value) : value),
                many,
                !optional && fallback.isEmpty(),
                fallback);
    }

    /** What it is set to; empty if it is not. {@link RuntimeException} where that can't be read. */
    List<?> values(SmallRyeConfig config) {
        if (many) {
            return config.getOptionalValues(property.name(), type, ArrayList::new)
                    .orElseGet(ArrayList::new);
        }
        return config.getOptionalValue(property.name(), type).map(List::of).orElse(List.of());
    }

    String firstSentence() {
        return says.value().split("(?<=\\.)\\s", 2)[0];
    }

    String example() {
        return says.example().isEmpty() ? fallback.orElse("") : says.example();
    }

    private static String prefix(Class<?> declarations) {
        var ours = declarations.getAnnotation(ConfigMapping.class);
        return ours == null ? declarations.getAnnotation(LibrarySettings.class).prefix() : ours.prefix();
    }

    private static String name(Method method) {
        var given = method.getAnnotation(WithName.class);
        return given == null
                ? method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                : given.value();
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
