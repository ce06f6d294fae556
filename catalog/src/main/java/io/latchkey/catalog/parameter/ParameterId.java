package io.latchkey.catalog.parameter;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids of values, as templates write them between braces. */
public final class ParameterId {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Templates give these names another meaning. */
    private static final Set<String> RESERVED = Set.of(
            "access_token",
            "refresh_token",
            "id_token",
            "token",
            "client_id",
            "client_secret",
            "client_assertion",
            "code",
            "code_verifier",
            "state",
            "redirect_uri",
            "username",
            "password",
            "key");

    private ParameterId() {}

    public static String require(@Nullable String value) {
        var id = Require.present("id", value);
        if (!ID.matcher(id).matches()) {
            throw new InvalidFieldException(
                    "id", "must begin with a lower-case letter, and contain only lower-case letters, digits and _");
        }
        if (RESERVED.contains(id)) {
            throw new InvalidFieldException("id", "is reserved: {" + id + "} has another meaning in templates");
        }
        return id;
    }
}
