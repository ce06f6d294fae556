package io.latchkey.broker.secret;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names one registered client. The same client id can be registered twice, for example by a tenant and by the
 * installation, with different secrets.
 */
public record ClientRef(Registrant registrant, String id) {
    public ClientRef {
        Objects.requireNonNull(registrant, "registrant");
        Objects.requireNonNull(id, "id");
    }

    public static ClientRef ofInstallation(String id) {
        return new ClientRef(Registrant.INSTALLATION, id);
    }

    /** The reference in two columns of a row; null if they are null. */
    public static @Nullable ClientRef of(@Nullable String registrant, @Nullable String id) {
        return registrant == null || id == null ? null : new ClientRef(new Registrant(registrant), id);
    }

    /** The first column of a row; see {@link #of}. */
    public static @Nullable String registrant(@Nullable ClientRef client) {
        return client == null ? null : client.registrant.key();
    }

    /** The second column of a row; see {@link #of}. */
    public static @Nullable String id(@Nullable ClientRef client) {
        return client == null ? null : client.id;
    }
}
