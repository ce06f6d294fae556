package io.latchkey.catalog.discovery;

import java.util.Optional;

/**
 * A catalog entry that an operator completes. It can be read as it is. Comments that begin with {@code not found} name
 * what the metadata does not say.
 *
 * @param id of the provider, after which the file is named
 * @param text YAML
 */
public record Draft(String id, String text) {
    static Draft of(ServerMetadata server, Optional<ResourceMetadata> resource, DraftNames names) {
        var id = names.id() == null ? DraftNames.proposedId(server.issuer()) : names.id();
        return new Draft(id, new DraftWriter(server, resource, names).entry(id));
    }
}
