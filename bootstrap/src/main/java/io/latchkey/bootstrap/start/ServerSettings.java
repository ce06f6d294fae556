package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** What every service needs to know of the servers that it stands on. */
@LibrarySettings(prefix = "quarkus")
public interface ServerSettings {
    @Setting(value = "The port that the service listens on, 7080, 7081 or 7082 unless set.", example = "8080")
    @WithName("http.port")
    Optional<Integer> httpPort();

    @Setting(
            value = "The service's own database.",
            example = "jdbc:postgresql://postgresql.example.com:5432/latchkey_connection",
            form = "jdbc:postgresql://\\S+")
    @WithName("datasource.jdbc.url")
    String jdbcUrl();

    @Setting(
            value = "The same database, as the URL of the reactive client.",
            example = "postgresql://postgresql.example.com:5432/latchkey_connection",
            form = "(vertx-reactive:)?postgresql://\\S+")
    @WithName("datasource.reactive.url")
    String reactiveUrl();

    @Setting(value = "The database's owner.", example = "latchkey_connection")
    @WithName("datasource.username")
    String username();

    @Setting(value = "The password of the database's owner.", example = "the output of openssl rand -hex 24")
    @WithName("datasource.password")
    Optional<String> password();

    @Setting(
            "Whether the service brings its database to its own schema at start. Where a job does that, `false`: then a"
                    + " service does not start before the job is done.")
    @WithDefault("true")
    @WithName("flyway.migrate-at-start")
    boolean migrateAtStart();

    @Setting(
            value = "The platform's OIDC issuer, whose tokens callers bring.",
            example = "https://id.example.com/realms/platform")
    @WithName("oidc.auth-server-url")
    HttpUrl issuer();
}
