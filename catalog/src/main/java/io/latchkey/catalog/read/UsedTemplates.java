package io.latchkey.catalog.read;

import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the templates of an entry, and replaces nothing. */
final class UsedTemplates implements Templates {
    /** The place of a template. */
    enum Kind {
        URL,
        BODY,
        SCOPE,
        OTHER
    }

    /**
     * One template.
     *
     * @param step at which it is first needed
     * @param others placeholders that it may have besides the parameters
     */
    record Use(String template, Kind kind, Step step, Set<String> others) {}

    private final List<Use> uses;
    private final Step step;
    private final Set<String> others;
    private final Set<String> ofClient;

    /** @param ofClient the values of the client, which only templates of requests to the API can have */
    UsedTemplates(Set<String> ofClient) {
        this(new ArrayList<>(), Step.AUTHORIZATION, Set.of(), ofClient);
    }

    private UsedTemplates(List<Use> uses, Step step, Set<String> others, Set<String> ofClient) {
        this.uses = uses;
        this.ofClient = ofClient;
        this.step = step;
        this.others = others;
    }

    List<Use> uses() {
        return uses;
    }

    @Override
    public Templates at(Step step, Set<String> others) {
        return new UsedTemplates(uses, step, others, ofClient);
    }

    @Override
    public Templates forApi(Step step, Set<String> others) {
        var all = new HashSet<>(others);
        all.addAll(ofClient);
        return at(step, all);
    }

    @Override
    public String url(String template) {
        return used(template, Kind.URL);
    }

    @Override
    public String body(String template) {
        return used(template, Kind.BODY);
    }

    @Override
    public String scope(String template) {
        return used(template, Kind.SCOPE);
    }

    @Override
    public String text(String template) {
        return used(template, Kind.OTHER);
    }

    @Override
    public Map<String, String> known(Map<String, String> templates) {
        return texts(templates);
    }

    private String used(String template, Kind kind) {
        uses.add(new Use(template, kind, step, others));
        return template;
    }
}
