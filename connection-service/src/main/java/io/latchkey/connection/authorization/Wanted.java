package io.latchkey.connection.authorization;

import io.latchkey.connection.store.StoredConnection;
import io.latchkey.work.failure.Invalid;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What another authorization of a connection requests. The broker adds the permissions that the modules need.
 *
 * @param permissions besides those that the modules need
 */
record Wanted(List<String> modules, List<String> permissions) {
    static Wanted of(NewAuthorization request, StoredConnection stored) {
        var add = request.add();
        if (add != null) {
            requireAlone(request, add);
            return added(add, stored);
        }
        if (request.modules() != null || request.permissions() != null) {
            return new Wanted(orNone(request.modules()), orNone(request.permissions()));
        }
        return asBefore(stored);
    }

    private static void requireAlone(NewAuthorization request, Addition add) {
        if (request.modules() != null || request.permissions() != null) {
            throw new Invalid(
                    "add",
                    "The request adds to the permissions and replaces them at once.",
                    "Send add alone, or modules and permissions without it.");
        }
        if (add.namesNothing()) {
            throw new Invalid(
                    "add", "There is nothing to add.", "Name modules or permissions in add, or leave it out.");
        }
    }

    private static Wanted asBefore(StoredConnection stored) {
        var grant = stored.status().grant();
        return new Wanted(grant.modules(), grant.permissions().requested());
    }

    /** The union of what is granted and of what is new. What nothing needs any more is not requested again. */
    private static Wanted added(Addition add, StoredConnection stored) {
        var grant = stored.status().grant();
        var permissions = stored.permissions();
        var kept = grant.generation() == 0
                ? permissions.requested()
                : permissions.granted().stream()
                        .filter(granted -> !permissions.noLongerNeeded().contains(granted))
                        .toList();
        return new Wanted(union(grant.modules(), add.modules()), union(kept, add.permissions()));
    }

    private static List<String> union(List<String> some, List<String> others) {
        return Stream.of(some, others)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> orNone(@Nullable List<String> ids) {
        return Objects.requireNonNullElse(ids, List.of());
    }
}
