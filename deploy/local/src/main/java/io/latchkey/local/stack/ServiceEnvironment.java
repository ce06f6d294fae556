package io.latchkey.local.stack;

import io.latchkey.local.server.Database;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The environment of each service: the addresses of the others, and its own credentials only. */
final class ServiceEnvironment {
    private final LocalStack stack;
    private final StackPorts ports;
    private final StackSettings settings;

    ServiceEnvironment(LocalStack stack, StackPorts ports, StackSettings settings) {
        this.stack = stack;
        this.ports = ports;
        this.settings = settings;
    }

    Map<String, String> ofConnectionService() {
        Map<String, String> environment = common("connection-service", "latchkey_connection");
        environment.putAll(callsSiblingsAs("connection-service"));
        environment.put("LATCHKEY_BROKER_URL", stack.broker().url());
        environment.put("LATCHKEY_VERIFIER_URL", stack.verifier().url());
        environment.putAll(settings.environment());
        return environment;
    }

    Map<String, String> ofVerifier() {
        Map<String, String> environment = common("verifier-service", "latchkey_verifier");
        environment.putAll(callsSiblingsAs("verifier-service"));
        environment.put("LATCHKEY_BROKER_URL", stack.broker().url());
        environment.put("LATCHKEY_CHECK_INTERVAL", settings.checkInterval());
        environment.put("LATCHKEY_NOTICE_LEADS", settings.noticeLeads());
        environment.putAll(settings.environment());
        return environment;
    }

    Map<String, String> ofBroker() {
        Map<String, String> environment = common("auth-broker-service", "latchkey_broker");
        environment.put("QUARKUS_VAULT_URL", stack.vault().url());
        environment.put(
                "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID", stack.vault().roleId());
        environment.put(
                "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID", stack.vault().secretId());
        environment.put("LATCHKEY_CATALOG_VARIABLES_NORTHWIND", stack.keycloak().northwind());
        environment.put(
                "LATCHKEY_CATALOG_VARIABLES_NORTHWIND_DIRECT", stack.keycloak().northwind());
        environment.put("LATCHKEY_EGRESS_ALLOWED_RANGES", "127.0.0.1,::1");
        environment.put("LATCHKEY_RETURN_URLS", returnUrls());
        environment.putAll(settings.environment());
        return environment;
    }

    private String returnUrls() {
        return "acme=http://127.0.0.1:%1$d/,http://localhost:%1$d/,http://127.0.0.1:%2$d/;globex=http://127.0.0.1:%1$d/,http://127.0.0.1:%2$d/"
                .formatted(ports.returnPage(), ports.demoPage());
    }

    private Map<String, String> common(String service, String databaseName) {
        Database database = stack.postgresql().database(databaseName);
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        stack.kafka()
                .clientSettings(service)
                .forEach((setting, value) -> environment.put("KAFKA_" + variable(setting), value));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", stack.keycloak().issuer());
        environment.put("QUARKUS_SWAGGER_UI_ENABLED", "true");
        // Eight processes share a few cores: an event loop that waits for one is no fault, and deserves no stack trace.
        environment.put("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "10S");
        environment.put("QUARKUS_VERTX_WARNING_EXCEPTION_TIME", "10S");
        return environment;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private Map<String, String> callsSiblingsAs(String clientId) {
        return Map.of(
                "QUARKUS_OIDC_CLIENT_AUTH_SERVER_URL", stack.keycloak().issuer(),
                "QUARKUS_OIDC_CLIENT_CLIENT_ID", clientId,
                "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", stack.keycloak().clientSecret(clientId));
    }
}
