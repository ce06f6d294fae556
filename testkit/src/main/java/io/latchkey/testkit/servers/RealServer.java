package io.latchkey.testkit.servers;

/** The servers there are. */
public enum RealServer {
    POSTGRESQL,
    KAFKA,
    OPENBAO,
    KEYCLOAK
}
