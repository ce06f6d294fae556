package io.latchkey.broker.secret;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Where Vault is, and how the broker logs in to it. */
@LibrarySettings(prefix = "quarkus.vault")
public interface VaultSettings {
    @Setting(value = "Vault or OpenBao.", example = "https://vault.example.com:8200")
    HttpUrl url();

    @Setting(
            value =
                    "The role to log in to Vault with, by service account; or AppRole, `QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID`.",
            example = "auth-broker",
            neededUnless = {
                "quarkus.vault.authentication.app-role.role-id",
                "quarkus.vault.authentication.userpass.username",
                "quarkus.vault.authentication.client-token",
                "quarkus.vault.authentication.client-token-wrapping-token"
            })
    @WithName("authentication.kubernetes.role")
    Optional<String> kubernetesRole();

    @Setting(value = "The file with the service account's token.", example = "/var/run/secrets/latchkey/vault/token")
    @WithName("authentication.kubernetes.jwt-token-path")
    Optional<String> kubernetesJwtTokenPath();

    @Setting(value = "The role to log in to Vault with, by AppRole.", example = "0f3c2f6e-5b8e-4a53-9c3d-1d2e3f405162")
    @WithName("authentication.app-role.role-id")
    Optional<String> appRoleId();

    @Setting(
            value = "The secret that belongs to the AppRole.",
            example = "the output of vault write -f auth/approle/role/auth-broker/secret-id",
            neededWith = "quarkus.vault.authentication.app-role.role-id",
            neededUnless = "quarkus.vault.authentication.app-role.secret-id-wrapping-token")
    @WithName("authentication.app-role.secret-id")
    Optional<String> appRoleSecretId();
}
