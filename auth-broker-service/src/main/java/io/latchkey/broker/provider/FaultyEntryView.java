package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.catalog.LoadedCatalog;
import io.latchkey.catalog.read.CatalogFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalog entry with errors in the API. */
record FaultyEntryView(
        @JsonPropertyDescription("Id of the provider") String id,

        @JsonPropertyDescription(
                "Whether the provider cannot be used; false: this replica still uses the previous version of its entry")
        boolean suspended,

        @JsonPropertyDescription("Errors of the entry, and of the entries that it extends")
        List<FaultView> faults) {
    record FaultView(
            @JsonPropertyDescription("Path of the file") String file,

            @JsonPropertyDescription("Line in the file, from 1; absent: the file as a whole") @Nullable
            Integer line,

            @JsonPropertyDescription("Path of the field in the file; absent: the line as a whole") @Nullable
            String field,

            @JsonPropertyDescription("What is wrong with the field")
            String fault) {
        static FaultView of(CatalogFault fault) {
            return new FaultView(
                    fault.file(),
                    fault.line() == 0 ? null : fault.line(),
                    fault.field().isEmpty() ? null : fault.field(),
                    fault.fault());
        }
    }

    static List<FaultyEntryView> of(LoadedCatalog loaded) {
        return loaded.faulty().entrySet().stream()
                .map(entry -> new FaultyEntryView(
                        entry.getKey(),
                        loaded.isSuspended(entry.getKey()),
                        entry.getValue().stream().map(FaultView::of).toList()))
                .toList();
    }
}
