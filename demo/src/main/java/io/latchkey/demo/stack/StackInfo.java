package io.latchkey.demo.stack;

import java.net.URI;
import java.util.Map;

/**
 * Addresses of a running stack, and the credentials of its operator.
 *
 * @param connectionService public base URL of connection-service, without a trailing slash; likewise the others
 * @param keycloak base URL of Keycloak, above its realms
 * @param kafka bootstrap servers
 * @param feedClient settings of a Kafka client that may read the public feed and nothing else
 * @param returnUrl a loopback URL that is allowed as {@code returnUrl} for tenant {@code acme}
 * @param vaultToken a token that can read the mount {@code latchkey}, so that the demo can show what was destroyed
 * @param clientSecrets of the confidential clients of realm {@code latchkey}, by client id
 * @param northwindSecrets of Latchkey's own clients at Northwind, by client id
 * @param keycloakAdmin the administrator of Keycloak, which withdraws a grant at Northwind in the role of the user
 */
public record StackInfo(
        URI connectionService,
        URI broker,
        URI verifier,
        URI keycloak,
        URI vault,
        String kafka,
        Map<String, String> feedClient,
        URI returnUrl,
        String vaultToken,
        Map<String, String> clientSecrets,
        Map<String, String> northwindSecrets,
        Login keycloakAdmin) {
    public StackInfo {
        feedClient = Map.copyOf(feedClient);
        clientSecrets = Map.copyOf(clientSecrets);
        northwindSecrets = Map.copyOf(northwindSecrets);
    }

    /** The OIDC issuer of the realm named. */
    public URI realm(String name) {
        return URI.create(keycloak + "/realms/" + name);
    }

    @Override
    public String toString() {
        return "StackInfo[connectionService=" + connectionService + "]";
    }

    /** A user name with its password. */
    public record Login(String user, String password) {
        /** A user of the demo realms, whose password follows from the name. */
        public static Login demoUser(String user) {
            return new Login(user, user + "-demo");
        }

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}
