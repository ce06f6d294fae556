package io.latchkey.broker.secret.vault;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Address of Vault, and the broker's login. */
@LibrarySettings(prefix = "quarkus.vault")
public interface VaultSettings {
    @Setting(value = "URL of Vault or OpenBao.", example = "https://vault.example.com:8200")
    HttpUrl url();

    @Setting(
            value = "Vault role for the login with a Kubernetes service account. For a login with AppRole, set "
                    + "`QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID` instead.",
            example = "auth-broker",
            neededUnless = {
                "quarkus.vault.authentication.app-role.role-id",
                "quarkus.vault.authentication.userpass.username",
                "quarkus.vault.authentication.client-token",
                "quarkus.vault.authentication.client-token-wrapping-token"
            })
    @WithName("authentication.kubernetes.role")
    Optional<String> kubernetesRole();

    @Setting(value = "File with the token of the service account.", example = "/var/run/secrets/latchkey/vault/token")
    @WithName("authentication.kubernetes.jwt-token-path")
    Optional<String> kubernetesJwtTokenPath();

    @Setting(value = "Role id for the login with AppRole.", example = "0f3c2f6e-5b8e-4a53-9c3d-1d2e3f405162")
    @WithName("authentication.app-role.role-id")
    Optional<String> appRoleId();

    @Setting(
            value = "Secret id for the login with AppRole.",
            example = "the output of vault write -f auth/approle/role/auth-broker/secret-id",
            neededWith = "quarkus.vault.authentication.app-role.role-id",
            neededUnless = "quarkus.vault.authentication.app-role.secret-id-wrapping-token")
    @WithName("authentication.app-role.secret-id")
    Optional<String> appRoleSecretId();
}
