package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/** The types of the public feed, as the CloudEvents attribute {@code type} carries them. */
public enum ConnectionEventType {
    CREATED("created"),
    AUTHORIZED("authorized"),
    REAUTHORIZED("reauthorized"),
    RENAMED("renamed"),
    PERMISSIONS_CHANGED("permissions-changed"),
    EXPIRING("expiring"),
    NOTICE("notice"),
    /** {@code expiresAt} moved, appeared or went. */
    EXPIRY_CHANGED("expiry-changed"),
    REAUTHORIZATION_REQUIRED("reauthorization-required"),
    RECOVERED("recovered"),
    HEALTH_CHANGED("health-changed"),
    DELETED("deleted"),
    DESTROYED("destroyed");

    private final String type;

    ConnectionEventType(String name) {
        this.type = "io.latchkey.connection." + name + ".v1";
    }

    /** The CloudEvents {@code type}. */
    @JsonValue
    public String type() {
        return type;
    }
}
