package io.latchkey.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * OpenBao or HashiCorp Vault: initialised at the first start, unsealed at every one, set up by {@code deploy/vault}.
 * Services get an AppRole; the root token serves the set-up and an operator who looks in.
 */
public final class VaultServer extends Server {
    private static final String ROLE = "auth/approle/role/auth-broker";
    private final int port;
    private final int clusterPort;
    private final JsonHttp http;

    public VaultServer(Site site, int port, int clusterPort) {
        super("openbao", site);
        this.port = port;
        this.clusterPort = clusterPort;
        this.http = new JsonHttp(url() + "/v1/");
    }

    public static VaultServer throwaway() {
        return new VaultServer(Site.throwaway(), Ports.free(), Ports.free());
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    protected int[] ports() {
        return new int[] {port, clusterPort};
    }

    @Override
    protected void prepare() {
        Path raft = Folders.create(data().resolve("raft"));
        try {
            Files.writeString(data().resolve("server.hcl"), """
                    storage "raft" {
                      path = "%s"
                      node_id = "local"
                      performance_multiplier = 1
                    }
                    listener "tcp" {
                      address = "127.0.0.1:%d"
                      cluster_address = "127.0.0.1:%d"
                      tls_disable = true
                    }
                    api_addr = "%s"
                    cluster_addr = "http://127.0.0.1:%d"
                    disable_mlock = true
                    """.formatted(raft, port, clusterPort, url(), clusterPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Program program() {
        String server = site().programs().openBao().toString();
        return Program.of(List.of(server, "server", "-config=" + data().resolve("server.hcl")), Map.of());
    }

    @Override
    protected void open() {
        if (!http.get("sys/init").path("initialized").asBoolean()) {
            initialise();
        }
        unseal();
    }

    @Override
    protected boolean isReady() {
        return http.status("sys/health") == 200;
    }

    private void initialise() {
        JsonNode keys = http.put("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
        site().secrets()
                .keep("openbao.unseal-key", keys.path("keys_base64").path(0).asText());
        site().secrets().keep("openbao.root-token", keys.path("root_token").asText());
    }

    public void unseal() {
        http.put("sys/unseal", Map.of("key", kept("openbao.unseal-key")));
    }

    /** From now on nothing can be read or written, until {@link #unseal()}. */
    public void seal() {
        authorized().put("sys/seal", Map.of());
    }

    @Override
    protected void furnish() {
        runSetup();
        JsonHttp root = authorized();
        site().secrets().of("openbao.auth-broker.role-id", () -> root.get(ROLE + "/role-id")
                .path("data")
                .path("role_id")
                .asText());
        site().secrets().of("openbao.auth-broker.secret-id", () -> root.put(ROLE + "/secret-id", Map.of())
                .path("data")
                .path("secret_id")
                .asText());
    }

    private void runSetup() {
        Map<String, String> environment = Map.of(
                "VAULT_ADDR", url(),
                "VAULT_TOKEN", rootToken(),
                "VAULT_CLI", site().programs().openBao().toString());
        new Errand(
                        "Setting up OpenBao",
                        "deploy/vault/setup.sh stopped",
                        site().logs().resolve("openbao-setup.log"))
                .run(List.of("sh", site().checkout().deploy("vault/setup.sh").toString()), environment, elapsed -> {});
    }

    private JsonHttp authorized() {
        return http.with("X-Vault-Token", rootToken());
    }

    /** For set-up and for whoever looks in from outside; no service ever gets it. */
    public String rootToken() {
        return kept("openbao.root-token");
    }

    public String roleId() {
        return kept("openbao.auth-broker.role-id");
    }

    public String secretId() {
        return kept("openbao.auth-broker.secret-id");
    }

    private String kept(String name) {
        return site().secrets()
                .find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not known yet: start OpenBao"));
    }
}
