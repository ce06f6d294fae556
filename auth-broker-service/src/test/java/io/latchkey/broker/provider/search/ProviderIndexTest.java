package io.latchkey.broker.provider.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.work.failure.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderIndexTest {
    private static final ProviderIndex INDEX = new ProviderIndex(catalog(Stream.of(
            entry("zoho-crm", "Zoho CRM", "crm"),
            entry("zoho-desk", "Zoho Desk", "support"),
            entry("hubspot", "HubSpot", "crm"),
            entry("deskpro", "Deskpro", "support"),
            entry("aha", "aha!", "product"),
            entry("cafe", "Café Zürich", "food"),
            entry("microsoft-todo", "Microsoft To Do", "tasks"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hub        | hubspot
            HUBSPOT    | hubspot
            zoho       | zoho-crm, zoho-desk
            desk       | deskpro, zoho-desk
            desk zo    | zoho-desk
            zoho-desk  | zoho-desk
            crm        | zoho-crm, hubspot
            crm hub    | hubspot
            cafe zur   | cafe
            CAFÉ       | cafe
            todo       | microsoft-todo
            spot       | ''
            desk crm   | ''
            """)
    void eachWordBeginsAWordAndNamesThatBeginWithTheSearchComeFirst(String words, String ids) {
        assertThat(ids(search(words, null, "50", null))).containsExactlyElementsOf(split(ids));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "'!?'"})
    void withoutWordsAllAreListedByNameWhateverItsCase(String words) {
        assertThat(ids(search(words, null, null, null)))
                .containsExactly("aha", "cafe", "deskpro", "hubspot", "microsoft-todo", "zoho-crm", "zoho-desk");
    }

    @Test
    void aCategoryIsAFilter() {
        assertThat(ids(search("zoho", "support", null, null))).containsExactly("zoho-desk");
    }

    @Test
    void anUnknownCategoryIsAnsweredWithNearOnes() {
        var search = search("", "suport", null, null);

        assertThatThrownBy(() -> INDEX.page(search, Provider::id)).isInstanceOfSatisfying(Invalid.class, refused -> {
            assertThat(refused.explanation().members()).containsEntry("field", "category");
            assertThat(refused.explanation().members().get("remedy").toString()).contains("support");
        });
    }

    @ParameterizedTest
    @CsvSource({"'', 7", "zoho, 2", "crm, 2"})
    void pagesFollowEachOther(String words, int all) {
        var found = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = INDEX.page(search(words, null, "1", cursor), Provider::id);
            found.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(found).hasSize(all).isEqualTo(ids(search(words, null, null, null)));
    }

    @Test
    void aPageFollowsALastProviderThatIsNoLongerInTheCatalog() {
        var cursor = new Place(0, "hubspa", "hubspa").encode();

        assertThat(ids(search("", null, "1", cursor))).containsExactly("hubspot");
    }

    private static ProviderSearch search(
            String words, @Nullable String category, @Nullable String limit, @Nullable String cursor) {
        return ProviderSearch.of(words, category, limit, cursor);
    }

    private static List<String> ids(ProviderSearch search) {
        return INDEX.page(search, Provider::id).items();
    }

    private static List<String> split(String ids) {
        return ids.isEmpty() ? List.of() : List.of(ids.split(", "));
    }

    private static CatalogFile entry(String id, String name, String category) {
        return new CatalogFile(id + ".yaml", """
                id: %s
                name: "%s"
                category: %s
                methods: [{id: key, type: api-key, fields: [{id: key, label: Key}], placement: {headers: {X-Key: "{key}"}}}]
                """.formatted(id, name, category));
    }

    private static Catalog catalog(Stream<CatalogFile> files) {
        try {
            return CatalogReader.withoutVariables(host -> false).read(files.toList());
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }
}
