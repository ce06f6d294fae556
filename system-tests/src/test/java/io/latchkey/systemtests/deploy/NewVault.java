package io.latchkey.systemtests.deploy;

import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.ManagedProcess;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.process.Wait;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An OpenBao with the demonstration's settings that nobody has initialised, and a folder for its keys. */
final class NewVault implements AutoCloseable {
    static final String ROLE_ID = "role-of-a-test";
    static final String SECRET_ID = "secret-of-a-test";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private final Site site = Site.throwaway();
    private final int port = Ports.free();
    private final Path settings = site.state().resolve("vault.hcl");
    private final Path keys = Folders.create(site.state().resolve("keys"));
    private final ManagedProcess process = site.process("vault");
    private final JsonHttp http = new JsonHttp(address() + "/v1/");

    NewVault() {
        Path raft = Folders.create(site.state().resolve("raft"));
        try {
            Files.writeString(
                    settings,
                    Files.readString(site.checkout().deploy("demo/vault.hcl"))
                            .replace("/vault/raft", raft.toString())
                            .replace("0.0.0.0:8200", "127.0.0.1:" + port)
                            .replace("127.0.0.1:8201", "127.0.0.1:" + Ports.free())
                            .replace("http://vault:8200", address()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Path keys() {
        return keys;
    }

    Path keyFile() {
        return keys.resolve("init");
    }

    /** After this it is sealed. */
    void restart() {
        process.stop();
        start();
    }

    private void start() {
        var server = site.programs().openBao().toString();
        process.launch(Program.of(List.of(server, "server", "-config=" + settings), Map.of()));
        if (Wait.until(() -> http.status("sys/seal-status") == 200, () -> !process.isAlive(), ANSWERS_WITHIN)
                != Wait.End.HAPPENED) {
            throw new IllegalStateException("OpenBao does not answer, see " + process.log());
        }
    }

    SetupScript startScript() {
        return SetupScript.of("vault/start.sh")
                .with(client())
                .with(Map.of(
                        "KEYS",
                        keys.toString(),
                        "BROKER_ROLE_ID",
                        ROLE_ID,
                        "BROKER_SECRET_ID",
                        SECRET_ID,
                        "PATIENCE",
                        "2"));
    }

    SetupScript setupScript(String token) {
        return SetupScript.of("vault/setup.sh").with(client()).with(Map.of("VAULT_TOKEN", token));
    }

    private Map<String, String> client() {
        return Map.of(
                "VAULT_ADDR", address(), "VAULT_CLI", site.programs().openBao().toString());
    }

    /** With the policy that is made for the set-up script, and no other. */
    String setupToken() {
        var root = http.with("X-Vault-Token", rootToken());
        var unusedPolicy = root.put(
                "sys/policies/acl/latchkey-setup",
                Map.of("policy", Texts.of(site.checkout().deploy("vault/setup.hcl"))));
        return root.put("auth/token/create", Map.of("policies", List.of("latchkey-setup"), "no_default_policy", true))
                .at("/auth/client_token")
                .asText();
    }

    /** The mount by which the pods of one cluster log in, as an operator makes it for a Vault outside the cluster. */
    void admitCluster(String mount) {
        var root = http.with("X-Vault-Token", rootToken());
        var unusedMount = root.put("sys/auth/" + mount, Map.of("type", "kubernetes"));
        var unusedConfig = root.put(
                "auth/" + mount + "/config",
                Map.of(
                        "kubernetes_host",
                        "https://api.example.com:6443",
                        "kubernetes_ca_cert",
                        Texts.of(site.checkout().deploy("kubernetes/production/ca/postgresql.crt")),
                        "disable_local_ca_jwt",
                        true));
    }

    private String rootToken() {
        return Texts.of(keyFile())
                .lines()
                .filter(line -> line.startsWith("Initial Root Token: "))
                .map(line -> line.substring("Initial Root Token: ".length()))
                .findFirst()
                .orElseThrow();
    }

    boolean isSealed() {
        return http.get("sys/seal-status").path("sealed").asBoolean();
    }

    /** What the broker may do once it has logged in. */
    List<String> policiesOfTheBroker() {
        var login = http.put("auth/approle/login", Map.of("role_id", ROLE_ID, "secret_id", SECRET_ID));
        var policies = new ArrayList<String>();
        login.at("/auth/policies").forEach(policy -> policies.add(policy.asText()));
        return policies;
    }

    @Override
    public void close() {
        process.stop();
    }
}
