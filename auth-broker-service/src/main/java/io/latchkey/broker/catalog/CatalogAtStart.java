package io.latchkey.broker.catalog;

import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.Reading;
import io.latchkey.catalog.read.Reading.Entry;
import io.latchkey.catalog.source.UnusableFolderException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog when the service starts. A service that starts after the startup check uses the catalog that the
 * check has read.
 */
public final class CatalogAtStart {
    private static final AtomicReference<@Nullable LoadedCatalog> CHECKED = new AtomicReference<>();

    private CatalogAtStart() {}

    /**
     * What prevents the start, one line for each: an operator's folder that cannot be read, and faults in built-in
     * entries, whose cause is a variable. Needs only the settings of the service.
     */
    public static List<String> faults(Config settings) {
        try {
            CHECKED.set(read(settings));
            return List.of();
        } catch (CatalogException e) {
            return e.faults().stream().map(Object::toString).toList();
        } catch (UnusableFolderException e) {
            return List.of(setting(e));
        }
    }

    /** A service that starts without the check, for example in a test, reads the catalog here. */
    static LoadedCatalog loaded(Config settings) {
        var checked = CHECKED.getAndSet(null);
        if (checked != null) {
            return checked;
        }
        try {
            return read(settings);
        } catch (CatalogException e) {
            throw new ConfigurationException(e.getMessage());
        } catch (UnusableFolderException e) {
            throw new ConfigurationException(setting(e));
        }
    }

    private static LoadedCatalog read(Config settings) throws CatalogException, UnusableFolderException {
        var source = new CatalogSource(settings);
        var folder = source.content();
        var reading = source.reading(folder);
        requireBuiltInEntries(reading);
        return LoadedCatalog.NONE.next(folder, reading);
    }

    private static void requireBuiltInEntries(Reading reading) throws CatalogException {
        var faults = reading.entries().stream()
                .filter(Entry::builtIn)
                .flatMap(entry -> entry.faults().stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            throw new CatalogException(faults);
        }
    }

    private static String setting(UnusableFolderException e) {
        return CatalogSource.DIRECTORY + ": " + e.getMessage();
    }
}
