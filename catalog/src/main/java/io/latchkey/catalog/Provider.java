package io.latchkey.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.latchkey.catalog.display.Deadline;
import io.latchkey.catalog.display.Mark;
import io.latchkey.catalog.error.ErrorRule;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.catalog.parameter.EnteredParameter;
import io.latchkey.catalog.parameter.Parameter;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.parameter.TextParameter;
import io.latchkey.catalog.request.ApiHosts;
import io.latchkey.catalog.request.ApiRules;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import io.latchkey.contracts.connection.ProviderRef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalog.
 *
 * @param clientValues what the registered client has besides its secret, and requests to the API carry
 * @param parameters what differs between connections, in the order of the form
 * @param methods the authentication methods, at least one; the first is the default
 * @param category for display, for example {@code crm}
 * @param documentation URL of the provider's API documentation; null if unknown
 * @param mark initials and a colour, for display; by default those that the name decides
 * @param deadlines changes that the provider has announced
 * @param api what every request to the provider's API needs; null: only the credential
 * @param fullAccessOnly why each consent grants all permissions, as a sentence that people read before they consent;
 *     null: a consent can be limited
 * @param includedScopes the scopes that a scope includes, where the provider does not report them beside it
 * @param modules the parts of the platform that use this provider
 * @param errors what the provider's own error codes mean; the first that an answer names decides
 * @param unconfirmed fields whose values were not found in the provider's documentation, and where each value is from.
 *     A path names elements of lists by their ids: {@code methods.oauth2.identity.id}
 * @param filled the values that replace placeholders here; null in the catalog
 */
public record Provider(
        String id,
        String name,
        String category,
        @Nullable String documentation,
        Mark mark,
        List<Deadline> deadlines,
        ApiRules api,
        List<ClientValue> clientValues,
        List<Parameter> parameters,
        List<AuthSpec> methods,
        @Nullable String fullAccessOnly,
        List<Permission> permissions,
        Map<String, List<String>> includedScopes,
        List<PlatformModule> modules,
        List<ErrorRule> errors,
        Map<String, String> unconfirmed,
        @JsonIgnore @Nullable Filled filled) {
    /**
     * The values of a connection in place of placeholders.
     *
     * @param entry the provider with its placeholders
     */
    public record Filled(Provider entry, Map<String, String> values) {
        public Filled {
            values = Map.copyOf(values);
        }
    }

    /** The placeholder of the client id in the headers and the query of the API. */
    public static final String CLIENT_ID = "client_id";

    public Provider {
        id = Require.id("id", id);
        name = Require.present("name", name);
        category = Require.present("category", category);
        documentation = documentation == null ? null : Require.page("documentation", documentation);
        mark = Mark.of(name, mark);
        deadlines = List.copyOf(deadlines);
        api = api == null ? ApiRules.NONE : api;
        clientValues = Require.distinct("client-values", clientValues, ClientValue::id);
        parameters = Require.distinct("parameters", parameters, Parameter::id);
        methods = Require.distinct("methods", methods, AuthSpec::id);
        if (methods.isEmpty()) {
            throw new InvalidFieldException("methods", "is missing");
        }
        fullAccessOnly = fullAccessOnly == null ? null : Require.sentence("full-access-only", fullAccessOnly);
        permissions = Require.distinct("permissions", permissions, Permission::id);
        includedScopes = Map.copyOf(includedScopes);
        modules = Require.distinct("modules", modules, PlatformModule::id);
        errors = List.copyOf(errors);
        unconfirmed = Map.copyOf(unconfirmed);
        requireKnown(permissions, modules);
    }

    /**
     * This provider with values for the placeholders in its templates. A placeholder without a value stays.
     *
     * @param values of a connection, by the ids of its parameters, and the id of its client as {@link #CLIENT_ID}
     */
    public Provider with(Map<String, String> values) {
        if (parameters.isEmpty() && !needsClientId()) {
            return this;
        }
        var all = valuesOver(values);
        return with(Templates.filledWith(all), new Filled(entry(), all));
    }

    /** This provider with these values too, by the ids of parameters. They take precedence over present ones. */
    public Provider knowing(Map<String, String> learned) {
        if (learned.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(replaced());
        all.putAll(learned);
        return entry().with(all);
    }

    /** This provider with all its templates replaced. */
    public Provider with(Templates templates) {
        return with(templates, filled);
    }

    private Provider with(Templates templates, @Nullable Filled filled) {
        return new Provider(
                id,
                name,
                category,
                documentation,
                mark,
                deadlines,
                api.with(templates.at(Step.IDENTITY, ofClient())),
                clientValues,
                parameters,
                methods.stream().map(method -> method.with(templates)).toList(),
                fullAccessOnly,
                permissions.stream()
                        .map(permission -> permission.with(templates.at(Step.AUTHORIZATION)))
                        .toList(),
                includedScopes,
                modules,
                errors,
                unconfirmed,
                filled);
    }

    /**
     * Where the secrets of the method {@code methodId} are sent, as the catalog says: placeholders stand for all values.
     */
    public Origin origin(String methodId) {
        return entry().method(methodId).orElseThrow().origin();
    }

    /** The parameter with which people name the server of the method {@code methodId}. Empty if the catalog names it. */
    public Optional<TextParameter> hostOf(String methodId) {
        var origin = origin(methodId);
        return parameters.stream()
                .filter(TextParameter.class::isInstance)
                .map(TextParameter.class::cast)
                .filter(text -> text.anyHost() && origin.refersTo("{" + text.id() + "}"))
                .findFirst();
    }

    /** The server of the method {@code methodId} that the user has named. Empty if the catalog names it. */
    public Optional<String> namedHost(String methodId) {
        return hostOf(methodId).flatMap(host -> Optional.ofNullable(replaced().get(host.id())));
    }

    /** The values that replace placeholders here, by the ids of parameters, and perhaps {@link #CLIENT_ID}. */
    public Map<String, String> replaced() {
        return filled == null ? Map.of() : filled.values();
    }

    /** The values of parameters that replace placeholders here, by their ids. */
    public Map<String, String> values() {
        var values = new HashMap<>(replaced());
        values.remove(CLIENT_ID);
        return values;
    }

    private Provider entry() {
        return filled == null ? this : filled.entry();
    }

    private Map<String, String> valuesOver(Map<String, String> values) {
        var all = new HashMap<String, String>();
        for (var parameter : parameters) {
            Optional.ofNullable(values.get(parameter.id()))
                    .or(parameter::usual)
                    .ifPresent(value -> all.put(parameter.id(), value));
        }
        Optional.ofNullable(values.get(CLIENT_ID)).ifPresent(id -> all.put(CLIENT_ID, id));
        return all;
    }

    private boolean needsClientId() {
        return Stream.concat(api.headers().values().stream(), api.query().values().stream())
                .anyMatch(template -> template.contains("{" + CLIENT_ID + "}"));
    }

    /** The placeholders that a client gives values to, if a method has one. */
    private Set<String> ofClient() {
        return methods.stream().anyMatch(AuthSpec::hasClient)
                ? Stream.concat(Stream.of(CLIENT_ID), clientValueIds().stream()).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    public Set<String> clientValueIds() {
        return clientValues.stream().map(ClientValue::id).collect(Collectors.toUnmodifiableSet());
    }

    /** The parameters that the request for a connection names, or a person enters. */
    public List<EnteredParameter> entered() {
        return parameters.stream()
                .filter(EnteredParameter.class::isInstance)
                .map(EnteredParameter.class::cast)
                .toList();
    }

    /** Every URL that a browser, the broker or a platform service is sent to. */
    public Stream<String> urls() {
        return Stream.concat(Stream.ofNullable(api.url()), methods.stream().flatMap(AuthSpec::urls));
    }

    /** The hosts of the API, for which requests with a credential of {@code method} are signed. */
    public ApiHosts apiHosts(AuthSpec method) {
        return ApiHosts.of(
                Stream.of(
                                Optional.ofNullable(api.url()),
                                method.verifies().map(Probe::url),
                                method.identifies().map(Identity::url))
                        .flatMap(Optional::stream),
                api.hosts());
    }

    public ProviderRef ref() {
        return new ProviderRef(id, name);
    }

    /** The method that {@code methodId} names. */
    public Optional<AuthSpec> method(String methodId) {
        return methods.stream().filter(m -> m.id().equals(methodId)).findFirst();
    }

    public List<String> methodIds() {
        return methods.stream().map(AuthSpec::id).toList();
    }

    public List<String> allPermissions() {
        return permissions.stream().map(Permission::id).toList();
    }

    public Optional<Permission> permission(String permissionId) {
        return permissions.stream().filter(p -> p.id().equals(permissionId)).findFirst();
    }

    public Optional<PlatformModule> module(String moduleId) {
        return modules.stream().filter(m -> m.id().equals(moduleId)).findFirst();
    }

    /** Whether each consent grants all permissions. */
    public boolean grantsOnlyFullAccess() {
        return fullAccessOnly != null;
    }

    /** The permissions to request: the union of those that the modules need and {@code others}; sorted. */
    public List<String> requested(Collection<String> moduleIds, Collection<String> others) {
        var needed = moduleIds.stream().flatMap(m -> module(m).orElseThrow().permissions().stream());
        return Stream.concat(needed, others.stream()).distinct().sorted().toList();
    }

    /** First {@code always}, then the other scopes of these permissions in the catalog's order. */
    public List<String> scopes(List<String> always, Collection<String> permissionIds) {
        var asked = permissions.stream()
                .filter(permission -> permissionIds.contains(permission.id()))
                .map(Permission::scopes);
        return Stream.concat(Stream.of(always), asked)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** The scopes of all permissions. */
    public Set<String> knownScopes() {
        return permissions.stream()
                .flatMap(permission -> permission.scopes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The permissions that these scopes amount to, sorted. */
    public List<String> granted(Collection<String> scopes) {
        return granted(scopes, Map.of());
    }

    /**
     * The same, if there are several tokens.
     *
     * @param further scopes of other tokens, by the parameter of the permissions that belong to them
     */
    public List<String> granted(Collection<String> scopes, Map<String, List<String>> further) {
        var held = withIncluded(scopes);
        var granted = new TreeSet<String>();
        for (var permission : permissions) {
            Collection<String> ofItsToken = permission.scopeParameter() == null
                    ? held
                    : further.getOrDefault(permission.scopeParameter(), List.copyOf(held));
            if (grantsOnlyFullAccess() || ofItsToken.containsAll(permission.scopes())) {
                granted.add(permission.id());
            }
        }
        return List.copyOf(granted);
    }

    private Set<String> withIncluded(Collection<String> scopes) {
        var held = new HashSet<String>();
        var found = new ArrayDeque<>(scopes);
        while (!found.isEmpty()) {
            var scope = found.remove();
            if (held.add(scope)) {
                found.addAll(includedScopes.getOrDefault(scope, List.of()));
            }
        }
        return held;
    }

    private static void requireKnown(List<Permission> permissions, List<PlatformModule> modules) {
        var known = permissions.stream().map(Permission::id).toList();
        IntStream.range(0, modules.size()).forEach(index -> modules.get(index).permissions().stream()
                .filter(permission -> !known.contains(permission))
                .forEach(unknown -> {
                    throw new InvalidFieldException(
                            "modules." + index + ".permissions",
                            "names the unknown permission " + unknown + ". " + Suggestions.remedy(unknown, known),
                            List.of("permissions"));
                }));
    }
}
