package io.latchkey.catalog.read;

import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.bind.Path;
import io.latchkey.catalog.parameter.ChoiceParameter;
import io.latchkey.catalog.parameter.EnteredParameter;
import io.latchkey.catalog.parameter.LearnedParameter;
import io.latchkey.catalog.parameter.Parameter;
import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.TextParameter;
import io.latchkey.catalog.parameter.UrlTemplate;
import io.latchkey.catalog.read.UsedTemplates.Kind;
import io.latchkey.catalog.read.UsedTemplates.Use;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the placeholders of an entry against its parameters:
 *
 * <ol>
 *   <li>Every placeholder has a value, and has it when it is first needed.
 *   <li>Every parameter that a person enters is used, and none has the id of a field. A method can learn every other one.
 *   <li>A value in a host or a scope cannot contain a character that ends it.
 *   <li>A value decides about the domain of a host only if the entry restricts it to the provider's hosts, or declares
 *       that the person names the host.
 *   <li>Every value of the client is used in requests to the API, and in no host.
 * </ol>
 */
final class ParameterCheck {
    private final Provider provider;
    private final BiConsumer<String, String> templateFaults;
    private final BiConsumer<Path, String> parameterFaults;
    private final Predicate<String> isWritten;
    private final Set<String> inHosts = new HashSet<>();

    /**
     * @param templateFaults takes a template and its fault
     * @param parameterFaults takes the path of a faulty part of a parameter, and its fault
     * @param isWritten whether a faulty part of the entry may use the parameter with this id
     */
    ParameterCheck(
            Provider provider,
            BiConsumer<String, String> templateFaults,
            BiConsumer<Path, String> parameterFaults,
            Predicate<String> isWritten) {
        this.provider = provider;
        this.templateFaults = templateFaults;
        this.parameterFaults = parameterFaults;
        this.isWritten = isWritten;
    }

    void check() {
        var templates = new UsedTemplates(provider.clientValueIds());
        var unused = provider.with(templates);
        templates.uses().forEach(this::check);
        checkParameters(templates.uses());
        checkClientValues(templates.uses());
    }

    private void check(Use use) {
        for (var id : Placeholder.namesIn(use.template())) {
            find(id).ifPresentOrElse(parameter -> check(parameter, use), () -> {
                if (!use.others().contains(id) && !isText(id, use)) {
                    templateFaults.accept(
                            use.template(), "refers to {" + id + "}, which nothing fills. " + remedy(id, use));
                }
            });
        }
        if (use.kind() == Kind.URL) {
            checkHost(UrlTemplate.of(use.template()), use.template());
        }
    }

    private void check(Parameter parameter, Use use) {
        if (parameter.usual().isEmpty() && parameter.known().isAfter(use.step())) {
            templateFaults.accept(
                    use.template(),
                    "refers to {" + parameter.id() + "} before its value is known from " + parameter.known());
        }
        if (use.kind() == Kind.SCOPE) {
            requirePlain(parameter, "a scope");
        }
    }

    private void checkHost(UrlTemplate url, String template) {
        var parameters = Placeholder.namesIn(url.authority()).stream()
                .flatMap(id -> find(id).stream())
                .toList();
        Placeholder.namesIn(url.authority()).stream()
                .filter(provider.clientValueIds()::contains)
                .forEach(id -> templateFaults.accept(template, "has {" + id + "}, a value of the client, in its host"));
        for (var parameter : parameters) {
            inHosts.add(parameter.id());
            var isAnyHost = parameter instanceof TextParameter text && text.anyHost();
            if (isAnyHost && !url.authority().equals("{" + parameter.id() + "}")) {
                templateFaults.accept(
                        template, "combines {" + parameter.id() + "} with other text, but its value is a whole host");
            } else if (!isAnyHost) {
                requirePlain(parameter, "a host");
                requireRestricted(parameter, url);
            }
        }
    }

    private void requirePlain(Parameter parameter, String place) {
        if (!parameter.isPlain()) {
            var field = parameter instanceof ChoiceParameter ? "choices" : "pattern";
            parameterFaults.accept(
                    at(parameter).with(field),
                    "must allow only letters, digits and . - _ : because " + place + " contains the value. In a pattern"
                            + " use these, classes of them, groups, | and quantifiers; write a dot as \\.");
        }
    }

    private void requireRestricted(Parameter parameter, UrlTemplate url) {
        if (url.hasOpenDomain() && parameter.namesAnyHost()) {
            var remedy =
                    parameter instanceof EnteredParameter ? ", or any-host: true if people name their own host" : "";
            parameterFaults.accept(
                    at(parameter).with("pattern"),
                    "must restrict the value to the provider's hosts, because no domain follows {" + parameter.id()
                            + "} in the host of a URL: give them" + remedy);
        }
    }

    private void checkParameters(List<Use> uses) {
        var used = used(uses);
        var others = uses.stream()
                .flatMap(use -> use.others().stream())
                .filter(id -> !provider.clientValueIds().contains(id))
                .collect(Collectors.toSet());
        for (var parameter : provider.parameters()) {
            var id = parameter.id();
            if (others.contains(id)) {
                parameterFaults.accept(at(parameter).with("id"), "is " + id + ", as a field of a method");
            } else if (isNeverKnown(parameter)) {
                parameterFaults.accept(
                        at(parameter).with("type"),
                        "is of no use here: no method of the entry receives " + parameter.known());
            } else if (parameter instanceof EnteredParameter && !used.contains(id) && !isWritten.test(id)) {
                parameterFaults.accept(
                        at(parameter).with("id"),
                        "is used nowhere: write {" + id + "} where requests need the value, for example in api.url");
            } else if (parameter instanceof TextParameter text && text.anyHost() && !inHosts.contains(id)) {
                parameterFaults.accept(
                        at(parameter).with("any-host"), "must be false, because no host contains the value");
            }
        }
    }

    private void checkClientValues(List<Use> uses) {
        var used = used(uses);
        var values = provider.clientValues();
        for (var i = 0; i < values.size(); i++) {
            var id = values.get(i).id();
            var at = Path.of("client-values").with(i).with("id");
            if (provider.methods().stream().noneMatch(AuthSpec::hasClient)) {
                parameterFaults.accept(at, "is of no use: no method of the entry has a registered client");
            } else if (find(id).isPresent()) {
                parameterFaults.accept(at, "is " + id + ", as a parameter");
            } else if (!used.contains(id)) {
                parameterFaults.accept(
                        at, "is used nowhere: write {" + id + "} in the headers or the query of api, or in a probe");
            }
        }
    }

    private static Set<String> used(List<Use> uses) {
        return uses.stream()
                .flatMap(use -> Placeholder.namesIn(use.template()).stream())
                .collect(Collectors.toSet());
    }

    /** Whether no method has the response that names the value. */
    private boolean isNeverKnown(Parameter parameter) {
        return parameter instanceof LearnedParameter
                && provider.methods().stream().noneMatch(method -> names(method, parameter.known()));
    }

    /** Whether the method receives the response of this step. */
    private static boolean names(AuthSpec method, Step step) {
        return switch (step) {
            case IDENTITY -> method.identifies().isPresent();
            case TOKEN_RESPONSE -> method instanceof OAuth2Consent;
            default -> method instanceof OAuth2Code;
        };
    }

    private Path at(Parameter parameter) {
        return Path.of("parameters").with(provider.parameters().indexOf(parameter));
    }

    private Optional<Parameter> find(String id) {
        return provider.parameters().stream()
                .filter(parameter -> parameter.id().equals(id))
                .findFirst();
    }

    /** Whether braces of a body are its own, as in GraphQL: no known name is similar. */
    private boolean isText(String id, Use use) {
        return use.kind() == Kind.BODY && Suggestions.to(id, known(use)).isEmpty();
    }

    private String remedy(String id, Use use) {
        var known = known(use);
        return known.isEmpty() ? "Declare it in parameters." : Suggestions.remedy(id, known);
    }

    private List<String> known(Use use) {
        return Stream.concat(provider.parameters().stream().map(Parameter::id), use.others().stream())
                .sorted()
                .toList();
    }
}
