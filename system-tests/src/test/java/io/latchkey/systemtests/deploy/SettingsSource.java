package io.latchkey.systemtests.deploy;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The settings that the {@code @ConfigMapping} interfaces of some source files declare, each with its Javadoc. */
final class SettingsSource {
    /**
     * @param fallback what holds where it is not set; empty if nothing does
     * @param meaning its Javadoc in one line of Markdown; empty if it has none
     */
    record Setting(String property, String type, String fallback, String meaning) {
        String variable() {
            return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    private final DocTrees documentation;
    private final List<CompilationUnitTree> units;

    private SettingsSource(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            documentation = DocTrees.instance(task);
            units = new ArrayList<>();
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Setting> in(List<Path> files) {
        return new SettingsSource(files).settings();
    }

    private List<Setting> settings() {
        return units.stream()
                .flatMap(unit -> unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .flatMap(type -> settings(unit, type)))
                .toList();
    }

    private Stream<Setting> settings(CompilationUnitTree unit, ClassTree type) {
        return value(type.getModifiers().getAnnotations(), "ConfigMapping").stream()
                .flatMap(prefix -> type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> method.getBody() == null)
                        .map(method -> setting(unit, type, prefix, method)));
    }

    private Setting setting(CompilationUnitTree unit, ClassTree type, String prefix, MethodTree method) {
        var path = new TreePath(new TreePath(new TreePath(unit), type), method);
        return new Setting(
                prefix + "." + kebab(method.getName().toString()),
                method.getReturnType().toString(),
                value(method.getModifiers().getAnnotations(), "WithDefault").orElse(""),
                Optional.ofNullable(documentation.getDocCommentTree(path))
                        .map(SettingsSource::markdown)
                        .orElse(""));
    }

    private static Optional<String> value(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .flatMap(annotation -> annotation.getArguments().stream())
                .map(SettingsSource::literal)
                .findFirst();
    }

    private static String literal(ExpressionTree argument) {
        var expression = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return String.valueOf(((LiteralTree) expression).getValue());
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String markdown(DocCommentTree comment) {
        return comment.getFullBody().stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #(\\w+)[^}]*}", "`$1`")
                .replaceAll("</?em>", "*")
                .replace("|", "\\|");
    }
}
