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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One property, or a group with the same beginning, as the method of an interface declares it.
 *
 * @param declaration the interface
 * @param type of one value
 * @param many whether it has several, separated by commas
 * @param required whether it must be set in any case
 * @param fallback the default value
 */
public record DeclaredSetting(
        Class<?> declaration,
        Property property,
        Setting says,
        Class<?> type,
        boolean many,
        boolean required,
        Optional<String> fallback) {

    /** The properties that the interface declares, sorted by name. */
    public static Stream<DeclaredSetting> of(Class<?> declaration) {
        return Stream.of(declaration.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> of(declaration, method))
                .sorted(Comparator.comparing(setting -> setting.property.name()));
    }

    private static DeclaredSetting of(Class<?> declaration, Method method) {
        var fallback =
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
        var raw = method.getReturnType();
        var group = raw == Map.class;
        var optional = raw == Optional.class || group;
        var value = raw == Optional.class ? argument(method.getGenericReturnType()) : method.getGenericReturnType();
        var many = Collection.class.isAssignableFrom(raw(value));
        return new DeclaredSetting(
                declaration,
                new Property(prefix(declaration) + "." + name(method)),
                Optional.ofNullable(method.getAnnotation(Setting.class))
                        .orElseThrow(() -> new IllegalArgumentException(method + " says nothing of its setting")),
                group ? String.class : raw(many ? argument(value) : value),
                many,
                !optional && fallback.isEmpty(),
                fallback);
    }

    /** Whether Latchkey reads it, not a library. */
    public boolean ours() {
        return declaration.isAnnotationPresent(ConfigMapping.class);
    }

    /** Whether it is required only if another property is set, or is not set. */
    public boolean neededConditionally() {
        return !says.neededWith().isEmpty() || says.neededUnless().length > 0;
    }

    /** Its values; empty if it is not set. {@link RuntimeException} if a value cannot be parsed. */
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

    private static String prefix(Class<?> declaration) {
        var ours = declaration.getAnnotation(ConfigMapping.class);
        return ours == null ? declaration.getAnnotation(LibrarySettings.class).prefix() : ours.prefix();
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
