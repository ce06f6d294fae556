package io.latchkey.systemtests.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The settings that the interfaces of some source files declare, with what their {@code @Setting} says. */
final class SettingsSource {
    private static final List<String> DECLARATIONS = List.of("ConfigMapping", "LibrarySettings");

    /**
     * @param declaration the simple name of the interface
     * @param ours whether Latchkey reads it, not a library
     * @param needed "required", or whatever holds of it
     * @param fallback what holds where it is not set; empty if nothing does
     */
    record Setting(
            String declaration,
            boolean ours,
            String property,
            String needed,
            String fallback,
            String meaning,
            String example) {
        String variable() {
            return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    private SettingsSource() {}

    static List<Setting> in(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            var settings = new ArrayList<Setting>();
            for (var unit : task.parse()) {
                unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .flatMap(SettingsSource::settings)
                        .forEach(settings::add);
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Setting> settings(ClassTree type) {
        return DECLARATIONS.stream()
                .filter(annotation -> isAnnotated(type.getModifiers(), annotation))
                .flatMap(annotation -> type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> method.getBody() == null)
                        .map(method -> setting(type, annotation, method)));
    }

    private static Setting setting(ClassTree type, String annotation, MethodTree method) {
        var modifiers = method.getModifiers();
        var name = method.getName().toString();
        var fallback = value(modifiers, "WithDefault", "value").orElse("");
        return new Setting(
                type.getSimpleName().toString(),
                annotation.equals("ConfigMapping"),
                value(type.getModifiers(), annotation, "prefix").orElseThrow() + "."
                        + value(modifiers, "WithName", "value").orElseGet(() -> kebab(name)),
                needed(method, fallback),
                fallback,
                value(modifiers, "Setting", "value").orElse(""),
                value(modifiers, "Setting", "example").orElse(""));
    }

    private static String needed(MethodTree method, String fallback) {
        if (value(method.getModifiers(), "Setting", "neededWith").isPresent()) {
            return "required with it";
        }
        if (value(method.getModifiers(), "Setting", "neededUnless").isPresent()) {
            return "required, or another";
        }
        var type = method.getReturnType().toString();
        var optional = type.startsWith("Optional") || type.startsWith("Map");
        return optional || !fallback.isEmpty() ? "" : "required";
    }

    private static boolean isAnnotated(ModifiersTree modifiers, String annotation) {
        return modifiers.getAnnotations().stream().anyMatch(found -> isNamed(found, annotation));
    }

    private static boolean isNamed(AnnotationTree annotation, String name) {
        return annotation.getAnnotationType().toString().equals(name);
    }

    private static Optional<String> value(ModifiersTree modifiers, String annotation, String attribute) {
        return modifiers.getAnnotations().stream()
                .filter(found -> isNamed(found, annotation))
                .flatMap(found -> found.getArguments().stream())
                .flatMap(argument -> value(argument, attribute).stream())
                .findFirst();
    }

    private static Optional<String> value(ExpressionTree argument, String attribute) {
        if (argument instanceof AssignmentTree named) {
            var matches = named.getVariable().toString().equals(attribute);
            return matches ? Optional.of(text(named.getExpression())) : Optional.empty();
        }
        return attribute.equals("value") ? Optional.of(text(argument)) : Optional.empty();
    }

    private static String text(ExpressionTree expression) {
        if (expression instanceof BinaryTree sum) {
            return text(sum.getLeftOperand()) + text(sum.getRightOperand());
        }
        return expression instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : expression.toString();
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
