package io.latchkey.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.local.backing.Backings;
import io.latchkey.local.backing.VaultSettings;
import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import java.util.List;
import java.util.Map;

/**
 * OpenBao or HashiCorp Vault: initialised at the first start, unsealed at every one, set up by {@code deploy/vault}.
 * Services get an AppRole; the root token serves the set-up and an operator who looks in.
 */
public final class VaultServer extends Server {
    private static final String ROLE = "auth/approle/role/auth-broker";
    private final VaultSettings settings;
    private final JsonHttp http;

    public VaultServer(Site site, Backings backings, int port, int clusterPort) {
        this(new VaultSettings(site, port, clusterPort), backings);
    }

    private VaultServer(VaultSettings settings, Backings backings) {
        super(VaultSettings.NAME, settings.site(), backings.openBao(settings));
        this.settings = settings;
        this.http = new JsonHttp(url() + "/v1/");
    }

    public static VaultServer throwaway() {
        return new VaultServer(Site.throwaway(), new ProcessBackings(), Ports.free(), Ports.free());
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return settings.url();
    }

    @Override
    protected int[] ports() {
        return new int[] {settings.port(), settings.clusterPort()};
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

    /** For setup and for inspection by an operator; no service gets it. */
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
