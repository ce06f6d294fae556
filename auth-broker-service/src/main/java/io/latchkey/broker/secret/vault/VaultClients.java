package io.latchkey.broker.secret.vault;

import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.work.failure.Conflict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Clients in Vault. The path contains the registrant, so that no tenant can name the client of another. */
@ApplicationScoped
class VaultClients implements ClientStore {
    private final VaultKv kv;

    VaultClients(VaultKv kv) {
        this.kv = kv;
    }

    @Override
    public Uni<Optional<ProviderClient>> read(Registrant registrant, String provider) {
        return kv.read(path(registrant, provider), secret -> DocumentCodec.clientFromMap(secret.getData()));
    }

    @Override
    public Uni<Set<String>> providers(Registrant registrant) {
        return kv.list(folder(registrant)).map(Set::copyOf);
    }

    @Override
    public Uni<Void> write(String provider, ProviderClient client) {
        var path = path(client.ref().registrant(), provider);
        return kv.read(path, VaultKv::version)
                .chain(version -> VaultKv.orUnavailable(kv.write(path, DocumentCodec.toMap(client), version.orElse(0L))
                        .onFailure(VaultCallException::isNotAccepted)
                        .transform(newer -> changedMeanwhile())));
    }

    private static Conflict changedMeanwhile() {
        return new Conflict(
                "client-changed",
                "Another request has changed the client at the same time.",
                "GET the client, and send the request again if it is still needed.");
    }

    @Override
    public Uni<Void> destroy(Registrant registrant, String provider) {
        return kv.destroy(path(registrant, provider));
    }

    private static String path(Registrant registrant, String provider) {
        return folder(registrant) + "/" + provider;
    }

    private static String folder(Registrant registrant) {
        return "clients/" + registrant.key();
    }
}
