package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Settings of the servers that every service needs. */
@LibrarySettings(prefix = "quarkus")
public interface ServerSettings {
    @Setting(value = "Port of the service; by default 7080, 7081 or 7082.", example = "8080")
    @WithName("http.port")
    Optional<Integer> httpPort();

    @Setting(
            value = "JDBC URL of the service's own database.",
            example = "jdbc:postgresql://postgresql.example.com:5432/latchkey_connection",
            form = "jdbc:postgresql://\\S+")
    @WithName("datasource.jdbc.url")
    String jdbcUrl();

    @Setting(
            value = "URL of the same database for the reactive client.",
            example = "postgresql://postgresql.example.com:5432/latchkey_connection",
            form = "(vertx-reactive:)?postgresql://\\S+")
    @WithName("datasource.reactive.url")
    String reactiveUrl();

    @Setting(value = "Owner of the database.", example = "latchkey_connection")
    @WithName("datasource.username")
    String username();

    @Setting(value = "Password of the database's owner.", example = "the output of openssl rand -hex 24")
    @WithName("datasource.password")
    Optional<String> password();

    @Setting("Whether the service migrates its database at startup. Set it to `false` if a job does that; the "
            + "service then does not start before the job is complete.")
    @WithDefault("true")
    @WithName("flyway.migrate-at-start")
    boolean migrateAtStart();

    @Setting(
            value = "The platform's OIDC issuer, whose access tokens callers send.",
            example = "https://id.example.com/realms/platform")
    @WithName("oidc.auth-server-url")
    HttpUrl issuer();
}
