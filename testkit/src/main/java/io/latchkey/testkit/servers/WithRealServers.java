package io.latchkey.testkit.servers;

import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a Quarkus test against real servers, which are started in parallel, once for the whole JVM, and stop with it.
 *
 * <p>The application gets their addresses and credentials as configuration, a free {@code quarkus.http.test-port}, and
 * {@code latchkey.public-url} to match. Fields of type {@code PostgresServer}, {@code KafkaServer}, {@code
 * VaultServer}, {@code KeycloakServer}, {@code Database} and {@link Tokens} of the test are filled in; a test that
 * stops, seals or pauses a server must restore it before it ends.
 *
 * <p>Classes with the same resources share one application. Quarkus compares the attributes of this annotation with
 * {@code equals}, so none of them may be an array: an array equals only itself, and each class would start another
 * application.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@WithTestResource(RealServersResource.class)
public @interface WithRealServers {
    /** Whether the application needs OpenBao. */
    boolean openBao() default true;

    /** Whether the application needs Keycloak. */
    boolean keycloak() default true;

    /** The database, which is owned by a role of the same name; for example {@code latchkey_broker}. */
    String database();

    /**
     * The service that the application is, for example {@code connection-service}: it calls its siblings as that client
     * of realm {@code latchkey}, and has that service's rights in Kafka. None by default: no client, all rights.
     */
    String client() default "";
}
