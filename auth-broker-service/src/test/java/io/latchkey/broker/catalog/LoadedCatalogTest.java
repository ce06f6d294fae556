package io.latchkey.broker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogFault;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.read.Reading;
import io.latchkey.catalog.source.FolderContent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadedCatalogTest {
    private static final String MAIL = """
            id: mail
            name: %s
            category: test
            methods: [{id: login, type: basic}]
            """;
    private static final CatalogFile BUILT_IN = CatalogFile.builtIn("built-in.yaml", MAIL.formatted("Built in"));
    private static final CatalogFile OWN = new CatalogFile("mail.yaml", MAIL.formatted("Own"));
    private static final CatalogFile FAULTY =
            new CatalogFile("mail.yaml", MAIL.formatted("").replace("basic", "basik"));
    private static final CatalogFile CHAT =
            new CatalogFile("chat.yaml", MAIL.formatted("Chat").replace("mail", "chat"));

    private final CatalogReader reader = new CatalogReader(name -> Optional.empty(), host -> false);

    @Test
    void aFaultyEntrySuspendsItsProviderAloneAndNotItsBuiltInEntryTakesOver() {
        var loaded = LoadedCatalog.NONE.next(FolderContent.NONE, reading(BUILT_IN, FAULTY, CHAT));

        assertThat(loaded.catalog().ids()).containsExactly("chat");
        assertThat(loaded.isSuspended("mail")).isTrue();
        assertThat(loaded.isSuspended("chat")).isFalse();
        assertThat(loaded.faults()).hasSize(2);
        assertThat(loaded.faulty()).containsOnlyKeys("mail");
    }

    @Test
    void aProviderKeepsItsPreviousVersionUntilItsEntryIsValid() {
        var first = LoadedCatalog.NONE.next(FolderContent.NONE, reading(OWN));
        var second = first.next(FolderContent.NONE, reading(FAULTY, CHAT));
        var third = second.next(FolderContent.NONE, reading(FAULTY));
        var fourth = third.next(FolderContent.NONE, reading(BUILT_IN));

        assertThat(name(second)).contains("Own");
        assertThat(second.changedSince(first)).containsExactly("chat");
        assertThat(second.faulty()).containsOnlyKeys("mail");
        assertThat(second.suspended()).isEmpty();
        assertThat(name(third)).contains("Own");
        assertThat(third.catalog().ids()).containsExactly("mail");
        assertThat(name(fourth)).contains("Built in");
        assertThat(fourth.faults()).isEmpty();
    }

    @Test
    void ofTwoFilesWithOneIdNeitherIsUsed() {
        var copy = new CatalogFile("copy.yaml", OWN.text());

        assertThat(LoadedCatalog.NONE
                        .next(FolderContent.NONE, reading(OWN, copy))
                        .isSuspended("mail"))
                .isTrue();
    }

    @Test
    void afterAnUnreadableFolderAllProvidersStay() {
        var fault = new CatalogFault("/etc/catalog", 0, "", "does not exist");
        var loaded =
                LoadedCatalog.NONE.next(FolderContent.NONE, reading(OWN, CHAT)).unread(fault);

        assertThat(loaded.catalog().ids()).containsExactly("chat", "mail");
        assertThat(loaded.faults()).containsExactly(fault);
    }

    private Reading reading(CatalogFile... files) {
        return reader.examine(List.of(files));
    }

    private static Optional<String> name(LoadedCatalog loaded) {
        return loaded.catalog().find("mail").map(Provider::name);
    }
}
