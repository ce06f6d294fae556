package io.latchkey.catalog.discovery;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names that an operator has chosen. The draft proposes the others. {@link InvalidFieldException} if one is invalid.
 *
 * @param id of the provider; null: none was chosen
 * @param name of the provider for users; null: none was chosen
 */
public record DraftNames(@Nullable String id, @Nullable String name) {
    private static final int LONGEST_ID = 64;

    public DraftNames {
        id = id == null ? null : Require.id("id", id);
        name = name == null ? null : Require.present("name", name);
    }

    /** The host of {@code issuer} in the form of an id. */
    static String proposedId(String issuer) {
        var host = URI.create(issuer).getHost().toLowerCase(Locale.ROOT);
        var id = host.replaceFirst("^www\\.", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return id.isEmpty() ? "provider" : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }
}
