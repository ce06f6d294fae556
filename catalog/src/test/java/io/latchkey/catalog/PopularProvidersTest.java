package io.latchkey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.latchkey.catalog.Permission.Access;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.BuiltInFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections to the providers that are used most request no more access than their modules need. */
class PopularProvidersTest {
    private static final List<String> POPULAR = List.of(
            "airtable",
            "asana",
            "box",
            "calendly",
            "clickup",
            "confluence",
            "discord",
            "docusign",
            "dropbox",
            "facebook",
            "figma",
            "github",
            "gitlab",
            "gmail",
            "google-calendar",
            "google-contacts",
            "google-drive",
            "google-sheets",
            "hubspot",
            "instagram",
            "intercom",
            "jira",
            "linear",
            "linkedin",
            "mailchimp",
            "microsoft-teams",
            "monday",
            "notion",
            "onedrive",
            "outlook",
            "pipedrive",
            "quickbooks",
            "reddit",
            "salesforce",
            "sharepoint",
            "shopify",
            "slack",
            "spotify",
            "stripe",
            "stripe-connect",
            "trello",
            "twitch",
            "typeform",
            "x",
            "xero",
            "youtube",
            "zendesk",
            "zoho-crm",
            "zoom");

    /** Scopes that give access to everything, at providers that have lesser ones. */
    private static final Set<String> ALL_POWERFUL = Set.of(
            "https://mail.google.com/",
            "https://www.googleapis.com/auth/calendar",
            "https://www.googleapis.com/auth/youtubepartner",
            "Sites.FullControl.All",
            "admin",
            "admin:org",
            "business_management",
            "default",
            "delete_repo",
            "full",
            "impersonate",
            "impersonation",
            "sudo",
            "workspacesAndBases:manage",
            "ZohoCRM.modules.ALL");

    private static final Path MODULE_SCOPES = Path.of("src/test/resources/module-scopes.yaml");

    private static final Catalog CATALOG = catalog();

    private static Catalog catalog() {
        try {
            return CatalogReader.withoutVariables(host -> false).read(BuiltInFiles.all());
        } catch (CatalogException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Provider> popular() {
        return POPULAR.stream().map(id -> CATALOG.find(id).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("popular")
    void readingIsAPermission(Provider provider) {
        assertThat(provider.permissions()).extracting(Permission::access).contains(Access.READ);
    }

    @ParameterizedTest
    @MethodSource("popular")
    void permissionsHaveScopesUnlessTheProviderHasNone(Provider provider) {
        assertThat(provider.permissions())
                .allMatch(permission -> permission.scopes().isEmpty() == provider.grantsOnlyFullAccess());
    }

    @ParameterizedTest
    @MethodSource("popular")
    void modulesNeedPermissions(Provider provider) {
        assertThat(provider.modules()).hasSizeBetween(3, 6).allSatisfy(module -> assertThat(module.permissions())
                .isNotEmpty()
                .isSubsetOf(provider.allPermissions()));
    }

    @ParameterizedTest
    @MethodSource("popular")
    void modulesNeedNoAllPowerfulScope(Provider provider) {
        assertThat(provider.modules()).allSatisfy(module -> assertThat(requested(provider, module.id()))
                .doesNotContainAnyElementsOf(ALL_POWERFUL));
    }

    @ParameterizedTest
    @MethodSource("popular")
    void namesOfPermissionsAreForUsers(Provider provider) {
        assertThat(provider.permissions())
                .extracting(Permission::name)
                .allMatch(name -> name.matches("[A-Z][^.:]*(monday\\.com)?[^.:]*"));
    }

    @Test
    void aModuleRequestsExactlyTheScopesThatItNeeds() throws IOException {
        var expected = new TreeMap<String, Set<String>>();
        var actual = new TreeMap<String, Set<String>>();
        moduleScopes().forEach((provider, modules) -> {
            modules.forEach((module, scopes) -> expected.put(provider + " " + module, scopes(scopes)));
            CATALOG.find(provider)
                    .orElseThrow()
                    .modules()
                    .forEach(module -> actual.put(
                            provider + " " + module.id(),
                            requested(CATALOG.find(provider).orElseThrow(), module.id())));
        });

        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(actual).isEqualTo(expected);
    }

    private static Map<String, Map<String, String>> moduleScopes() throws IOException {
        return new YAMLMapper()
                .readValue(MODULE_SCOPES.toFile(), new TypeReference<LinkedHashMap<String, Map<String, String>>>() {});
    }

    private static Set<String> scopes(String text) {
        return new TreeSet<>(List.of(
                text.replace("{google}", "https://www.googleapis.com/auth/").split(" ")));
    }

    /** The scopes that a connection with the first method requests for a module. */
    private static Set<String> requested(Provider provider, String module) {
        return new TreeSet<>(
                provider.scopes(always(provider.methods().get(0)), provider.requested(List.of(module), List.of())));
    }

    private static List<String> always(AuthSpec method) {
        if (method instanceof OAuth2Consent consent) {
            return consent.scopes();
        }
        return method instanceof OAuth1 oauth1 ? oauth1.authorize().scopes() : List.of();
    }
}
