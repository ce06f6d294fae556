package io.latchkey.broker.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.contracts.Tenants;
import java.util.Optional;
import java.util.Set;

/**
 * Who registered a client: the installation, one tenant, or the user who entered it for one connection.
 *
 * @param key identifies it in paths and rows; the key of a tenant is its id, and the other keys are no tenant ids
 */
public record Registrant(@JsonValue String key) {
    private static final String KEY_OF_INSTALLATION = "_installation";
    private static final String KEY_OF_USER = "_own";
    private static final Set<String> NO_TENANTS = Set.of(KEY_OF_INSTALLATION, KEY_OF_USER);

    /** Its clients serve all tenants that have not registered their own. */
    public static final Registrant INSTALLATION = new Registrant(KEY_OF_INSTALLATION);

    /** The user of a connection. The client is stored with the credential and serves no other connection. */
    public static final Registrant OWN = new Registrant(KEY_OF_USER);

    @JsonCreator
    public Registrant {
        if (!NO_TENANTS.contains(key)) {
            key = Tenants.requireValid(key);
        }
    }

    public static Registrant tenant(String id) {
        return new Registrant(Tenants.requireValid(id));
    }

    /** The tenant {@code id}; the installation if empty. */
    public static Registrant of(Optional<String> id) {
        return id.map(Registrant::tenant).orElse(INSTALLATION);
    }

    /** What kind of registrant it is, as the API names it. */
    public String kind() {
        return isTenant() ? "tenant" : key.substring(1);
    }

    public boolean isTenant() {
        return !NO_TENANTS.contains(key);
    }
}
