package io.latchkey.local.backing;

/** Gives each server what runs it. */
public interface Backings {

    Backing postgresql(PostgresSettings settings);

    Backing kafka(KafkaSettings settings);

    Backing openBao(VaultSettings settings);

    Backing keycloak(KeycloakSettings settings);
}
