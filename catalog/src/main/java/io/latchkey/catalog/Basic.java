package io.latchkey.catalog;

import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user name and a password, sent as HTTP Basic (RFC 7617) in UTF-8.
 *
 * @param identity null if the provider has no request that identifies the account of a login
 * @param probe decides whether what was entered is accepted; null where the provider has no request for it: anything is
 *     stored then
 */
public record Basic(
        String id,
        Field username,
        Field password,
        @Nullable Identity identity,
        @Nullable Probe probe) implements AuthSpec {
    /**
     * What the form says about a value.
     *
     * @param label above the field, for example "E-mail address"; null: the usual one
     * @param help below the field; null: nothing
     */
    public record Field(String label, @Nullable String help) {
        private static Field labelled(@Nullable Field field, String usual) {
            return field != null && field.label != null ? field : new Field(usual, field == null ? null : field.help);
        }
    }

    public Basic {
        id = Require.id("id", id);
        username = Field.labelled(username, "User name");
        password = Field.labelled(password, "Password");
    }

    @Override
    public Basic with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION);
        return new Basic(
                id,
                username,
                password,
                identity == null ? null : identity.with(entered),
                probe == null ? null : probe.with(entered));
    }

    @Override
    public Optional<Identity> identifies() {
        return Optional.ofNullable(identity);
    }

    @Override
    public Optional<Probe> verifies() {
        return Optional.ofNullable(probe);
    }
}
