package io.latchkey.catalog.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders of the form {@code {id}}, each as its place in a request requires. A catalog entry passes all of
 * its templates through this interface, so that what is checked when the catalog is read is what is replaced later.
 */
public interface Templates {
    /** Replaces the placeholders that have a value in {@code values}, and keeps the others. */
    static Templates filledWith(Map<String, String> values) {
        return new FilledTemplates(Map.copyOf(values), Set.of());
    }

    /**
     * For templates that are first needed at {@code step}.
     *
     * @param others further placeholders that the templates may have, which are replaced later
     */
    Templates at(Step step, Set<String> others);

    default Templates at(Step step) {
        return at(step, Set.of());
    }

    /** For templates of requests to the API, which can have values of the client besides parameters. */
    default Templates forApi(Step step, Set<String> others) {
        return at(step, others);
    }

    String url(String template);

    /** A body: JSON if it begins with a brace or a bracket, otherwise the parameters of a form. */
    String body(String template);

    String scope(String template);

    /** A value that needs no encoding here: of a header, or of a parameter that is encoded later. */
    String text(String template);

    /** Texts, without those that have a placeholder whose value is not known yet. */
    Map<String, String> known(Map<String, String> templates);

    default Map<String, String> texts(Map<String, String> templates) {
        var texts = new LinkedHashMap<String, String>();
        templates.forEach((name, template) -> texts.put(name, text(template)));
        return texts;
    }

    default List<String> scopes(List<String> templates) {
        return templates.stream().map(this::scope).toList();
    }

    /** Null if there is no template. */
    default @Nullable String orNull(@Nullable String template, UnaryOperator<String> kind) {
        return template == null ? null : kind.apply(template);
    }
}
