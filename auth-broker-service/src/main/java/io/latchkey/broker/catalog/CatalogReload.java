package io.latchkey.broker.catalog;

import io.latchkey.catalog.source.FolderContent;
import io.latchkey.catalog.source.UnusableFolderException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads the operator's folder again when its content changes. It compares contents, because neither times nor sizes
 * reveal each change, and a ConfigMap changes by the swap of a link. A change takes effect once two runs have found the
 * same content: until then somebody may still be writing it.
 */
@ApplicationScoped
class CatalogReload {
    private final CatalogSource source;
    private final CurrentCatalog current;
    private @Nullable FolderContent last;

    CatalogReload(Config settings, CurrentCatalog current) {
        this.source = new CatalogSource(settings);
        this.current = current;
    }

    /** Nothing injects {@link CatalogSettings}, so that its default does not reach the expression. */
    @Scheduled(
            every = "${latchkey.catalog.reload-interval:" + CatalogSettings.RELOAD_INTERVAL + "}",
            concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void run() {
        try {
            var found = source.content();
            if (found.equals(last) && !found.equals(current.loaded().folder())) {
                current.become(current.loaded().next(found, source.reading(found)));
            }
            last = found;
        } catch (UnusableFolderException e) {
            current.become(current.loaded().unread(e.fault()));
        }
    }
}
