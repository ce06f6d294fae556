import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import latchkey.client.connectionservice.api.ConnectionsApi;
import latchkey.client.connectionservice.model.ConnectionState;
import latchkey.client.connectionservice.model.NewConnection;
import latchkey.client.authbrokerservice.api.ProvidersApi;
import latchkey.client.verifierservice.api.ScheduleApi;

/** What a platform writes against the generated clients. Compiled and run by GeneratedClientE2E. */
public final class Calls {
    private Calls() {}

    /** Makes, finds and deletes a connection. */
    public static void play(String connections, String broker, String verifier, String token, String returnUrl)
            throws Exception {
        var providers = new ProvidersApi(broker(broker, token));
        var module = providers.getProvider("northwind", null).getModules().get(0);
        var api = new ConnectionsApi(connections(connections, token));

        var created = api.createConnection(
                new NewConnection()
                        .provider("northwind")
                        .modules(List.of(module.getId()))
                        .returnUrl(returnUrl)
                        .name("Made by a generated client"),
                UUID.randomUUID().toString(),
                null);
        require(created.getState() == ConnectionState.PENDING, "the state is " + created.getState());
        require(created.getAuthorization() != null, "there is no link");
        require(created.getCreatedAt() != null, "there is no time");

        var page = api.listConnections(null, 5, null, "northwind", null, ConnectionState.PENDING, null);
        require(
                page.getItems().stream().anyMatch(item -> item.getId().equals(created.getId())),
                "the list lacks the connection");
        require(
                new ScheduleApi(verifier(verifier, token))
                                .getScheduleWithHttpInfo(scheduled(api), null)
                                .getStatusCode()
                        == 200,
                "there is no schedule");
        api.deleteConnection(created.getId(), false, false, null, null);
    }

    private static UUID scheduled(ConnectionsApi api) throws Exception {
        return api.listConnections(null, 1, null, null, null, ConnectionState.ACTIVE, null)
                .getItems()
                .get(0)
                .getId();
    }

    private static latchkey.client.connectionservice.ApiClient connections(String url, String token) {
        var client = new latchkey.client.connectionservice.ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(bearer(token));
        return client;
    }

    private static latchkey.client.authbrokerservice.ApiClient broker(String url, String token) {
        var client = new latchkey.client.authbrokerservice.ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(bearer(token));
        return client;
    }

    private static latchkey.client.verifierservice.ApiClient verifier(String url, String token) {
        var client = new latchkey.client.verifierservice.ApiClient();
        client.updateBaseUri(url);
        client.setRequestInterceptor(bearer(token));
        return client;
    }

    private static Consumer<HttpRequest.Builder> bearer(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }
}
