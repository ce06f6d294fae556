package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.PlatformModule;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.display.Deadline;
import io.latchkey.catalog.display.Mark;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.catalog.parameter.ChoiceParameter;
import io.latchkey.catalog.parameter.EnteredParameter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider in the API. */
record ProviderView(
        @JsonPropertyDescription("Id of the provider") String id,

        @JsonPropertyDescription("Display name of the provider")
        String name,

        @JsonPropertyDescription("Kind of the provider, for a list of providers")
        String category,

        @JsonPropertyDescription("URL of the provider's documentation") @Nullable
        String documentation,

        @JsonPropertyDescription("Neutral sign for the provider, instead of a logo")
        MarkView mark,

        @JsonPropertyDescription("Changes that the provider has announced, as the catalog lists them")
        List<DeadlineView> deadlines,

        @JsonPropertyDescription(
                "Authentication methods; a new connection uses the first unless its request names another")
        List<MethodView> methods,

        @JsonPropertyDescription(
                "Connection parameters that a request for a connection names in parameters, or that the connect page asks for")
        List<ParameterView> parameters,

        @JsonPropertyDescription("Whether each consent grants every permission")
        boolean fullAccessOnly,

        @JsonPropertyDescription("Why the provider grants every permission; absent if a consent can be limited")
        @Nullable
        String fullAccessReason,

        @JsonPropertyDescription("Permissions that a connection can request")
        List<PermissionView> permissions,

        @JsonPropertyDescription("Modules of the platform that can use the provider")
        List<ModuleView> modules) {
    /** The mark of a provider in the API. */
    record MarkView(
            @JsonPropertyDescription("One to three letters or digits")
            String initials,

            @JsonPropertyDescription("Background for the initials, dark enough for white letters, such as #1f4e79")
            String colour) {
        static MarkView of(Mark mark) {
            return new MarkView(Objects.requireNonNull(mark.initials()), Objects.requireNonNull(mark.colour()));
        }
    }

    /** A change that a provider has announced, in the API. */
    record DeadlineView(
            @JsonPropertyDescription("Day on which the change takes effect")
            LocalDate date,

            @JsonPropertyDescription("Who is affected") String affected,

            @JsonPropertyDescription("What they must do before that day")
            String action,

            @JsonPropertyDescription("URL of the announcement; absent if none is known") @Nullable
            String documentation) {
        static DeadlineView of(Deadline deadline) {
            return new DeadlineView(deadline.date(), deadline.affected(), deadline.action(), deadline.documentation());
        }
    }

    /** An authentication method in the API. */
    record MethodView(
            @JsonPropertyDescription("Id of the authentication method")
            String id,

            @JsonPropertyDescription("For example oauth2-code, api-key or basic")
            String type,

            @JsonPropertyDescription("Whether the provider identifies the account of a credential")
            boolean accountKnown,

            @JsonPropertyDescription("Whether Latchkey can test a credential at the provider")
            boolean verifiable,

            @JsonPropertyDescription(
                    "The client that represents Latchkey at the provider; absent if the method needs none")
            @Nullable
            MethodClientView client,

            @JsonPropertyDescription(
                    "The fields of the form in which a user enters the credential, and which a program can send to POST"
                            + " /v1/authorizations/{id}/response; absent if the user consents at the provider")
            @Nullable
            List<FieldView> fields) {
        static MethodView of(AuthMethod method, MethodClientView client) {
            var spec = method.spec();
            return new MethodView(
                    spec.id(),
                    spec.type(),
                    spec.namesAccount(),
                    spec.verifiable(),
                    spec.hasClient() ? client.of(method) : null,
                    method.form().map(FieldView::allOf).orElse(null));
        }
    }

    /** A field of the form of a method, in the API. */
    record FieldView(
            @JsonPropertyDescription("Id of the field") String id,

            @JsonPropertyDescription("Display name of the field")
            String label,

            @JsonPropertyDescription("Where to find the value; absent if the catalog does not say") @Nullable
            String help,

            @JsonPropertyDescription("Whether the value is a secret")
            boolean secret,

            @JsonPropertyDescription("Whether the value can be omitted")
            boolean optional) {
        static List<FieldView> allOf(Form form) {
            return form.fields().stream()
                    .map(field -> new FieldView(
                            field.id(),
                            field.label(),
                            field.help(),
                            !field.visible() || field.multiline(),
                            field.optional()))
                    .toList();
        }
    }

    /** A connection parameter in the API. */
    record ParameterView(
            @JsonPropertyDescription("Id of the parameter") String id,

            @JsonPropertyDescription("Display name of the parameter")
            String label,

            @JsonPropertyDescription("Where to find the value; absent if the catalog does not say") @Nullable
            String help,

            @JsonPropertyDescription("A value of the right form; absent if the catalog has none") @Nullable
            String example,

            @JsonPropertyDescription("What a value must be, as the end of a sentence")
            String rule,

            @JsonPropertyDescription("The values to select from; absent if the value is free") @Nullable
            List<ChoiceView> choices,

            @JsonPropertyDescription("The value that the connect page suggests; absent if there is none") @Nullable
            String suggested) {
        static ParameterView of(EnteredParameter parameter) {
            var choices = parameter instanceof ChoiceParameter choice
                    ? choice.choices().stream()
                            .map(one -> new ChoiceView(one.value(), one.label()))
                            .toList()
                    : null;
            return new ParameterView(
                    parameter.id(),
                    parameter.label(),
                    parameter.help(),
                    parameter.example(),
                    parameter.rule(),
                    choices,
                    parameter.usual().orElse(null));
        }
    }

    /** A value of a connection parameter in the API. */
    record ChoiceView(
            @JsonPropertyDescription("The value to send") String value,

            @JsonPropertyDescription("Display name of the value")
            String label) {}

    /** The client of a method, as it concerns one caller. */
    record MethodClientView(
            @JsonPropertyDescription(
                    "Whether a client is registered; until then no connection can be created. Absent while Vault is unavailable")
            @Nullable
            Boolean configured,

            @JsonPropertyDescription("Whose client new authorizations use; absent if no client is registered")
            @Schema(enumeration = {"installation", "tenant"})
            @Nullable
            String registeredBy,

            @JsonPropertyDescription(
                    "Redirect URI to register at the provider, character for character. Only for callers with the role providers:admin")
            @Nullable
            String redirectUri,

            @JsonPropertyDescription(
                    "Further values that belong to the client, such as a developer token; absent if it needs none")
            @Nullable
            List<ClientValueView> values,

            @JsonPropertyDescription(
                    "Ids of the values that the registered client lacks: `configured` is then false. Absent if it lacks none")
            @Nullable
            List<String> missing,

            @JsonPropertyDescription(
                    "Whether a user can enter a client for one connection (client: own), or must, because users name their own host. A page of the broker then asks for it. Absent if the client authenticates with a key of Latchkey")
            @Schema(enumeration = {"possible", "required"})
            @Nullable
            String ownClient) {
        /** A registered client, with which a user need not enter one. */
        static MethodClientView of(
                Provider provider,
                @Nullable Boolean configured,
                @Nullable String registeredBy,
                @Nullable String redirectUri,
                List<String> missing) {
            return new MethodClientView(
                    configured,
                    registeredBy,
                    redirectUri,
                    values(provider),
                    missing.isEmpty() ? null : missing,
                    "possible");
        }

        private static @Nullable List<ClientValueView> values(Provider provider) {
            return provider.clientValues().isEmpty()
                    ? null
                    : provider.clientValues().stream().map(ClientValueView::of).toList();
        }

        /** The same for one method. Where users name the host, no registered client is used. */
        MethodClientView of(AuthMethod method) {
            if (method.provider().hostOf(method.spec().id()).isPresent()) {
                return new MethodClientView(null, null, null, values, null, "required");
            }
            return method.ownClients().isPresent()
                    ? this
                    : new MethodClientView(configured, registeredBy, redirectUri, values, missing, null);
        }
    }

    /** A value of a client besides its secret, in the API. */
    record ClientValueView(
            @JsonPropertyDescription("Id of the value") String id,

            @JsonPropertyDescription("Display name of the value")
            String label,

            @JsonPropertyDescription("Where to find the value; absent if the catalog does not say") @Nullable
            String help,

            @JsonPropertyDescription("Whether the value is no secret")
            boolean visible) {
        static ClientValueView of(ClientValue value) {
            return new ClientValueView(value.id(), value.label(), value.help(), value.visible());
        }
    }

    record PermissionView(
            @JsonPropertyDescription("Id of the permission") String id,

            @JsonPropertyDescription("Display name of the permission")
            String name,

            @JsonPropertyDescription("What the permission allows") @Schema(enumeration = {"read", "write", "admin"})
            String access,

            @JsonPropertyDescription("OAuth scopes that are requested at the provider for the permission")
            List<String> scopes) {
        static PermissionView of(Permission permission) {
            var access = permission.access().name().toLowerCase(Locale.ROOT);
            return new PermissionView(permission.id(), permission.name(), access, permission.scopes());
        }
    }

    record ModuleView(
            @JsonPropertyDescription("Id of the module") String id,

            @JsonPropertyDescription("Display name of the module")
            String name,

            @JsonPropertyDescription("Permissions that the module needs, by their ids")
            List<String> permissions) {
        static ModuleView of(PlatformModule module) {
            return new ModuleView(module.id(), module.name(), module.permissions());
        }
    }

    static ProviderView of(Provider provider, List<AuthMethod> methods, MethodClientView client) {
        return new ProviderView(
                provider.id(),
                provider.name(),
                provider.category(),
                provider.documentation(),
                MarkView.of(provider.mark()),
                provider.deadlines().stream().map(DeadlineView::of).toList(),
                methods.stream().map(method -> MethodView.of(method, client)).toList(),
                provider.entered().stream().map(ParameterView::of).toList(),
                provider.grantsOnlyFullAccess(),
                provider.fullAccessOnly(),
                provider.permissions().stream().map(PermissionView::of).toList(),
                provider.modules().stream().map(ModuleView::of).toList());
    }
}
