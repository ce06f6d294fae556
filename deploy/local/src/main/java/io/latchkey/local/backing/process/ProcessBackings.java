package io.latchkey.local.backing.process;

import io.latchkey.local.backing.Backing;
import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.KafkaSettings;
import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.backing.PostgresSettings;
import io.latchkey.local.backing.VaultSettings;

/** Runs each server as a process of this machine. */
public final class ProcessBackings implements Backings {

    @Override
    public Backing postgresql(PostgresSettings settings) {
        return new ProcessBacking(settings.site().process(PostgresSettings.NAME), new PostgresProgram(settings));
    }

    @Override
    public Backing kafka(KafkaSettings settings) {
        return new ProcessBacking(settings.site().process(KafkaSettings.NAME), new KafkaProgram(settings));
    }

    @Override
    public Backing openBao(VaultSettings settings) {
        return new ProcessBacking(settings.site().process(VaultSettings.NAME), new VaultProgram(settings));
    }

    @Override
    public Backing keycloak(KeycloakSettings settings) {
        return new ProcessBacking(settings.site().process(KeycloakSettings.NAME), new KeycloakProgram(settings));
    }
}
