package io.latchkey.broker.secret.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.local.server.VaultServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** How {@link VaultProxy} fails, and what an operator changes in Vault. */
public final class VaultFaults {
    /** What becomes of a request. */
    enum Fault {
        NONE,
        /** A read yields the version before the present one. */
        LAG,
        /** The request is carried out, and its connection closed without a response. */
        LOSE_RESPONSE,
        /** The connection is closed, and nothing carried out. */
        CLOSE,
        /** The connection is closed after the first byte of a response's body. */
        CUT,
        /** Vault says that it cannot. */
        REFUSE
    }

    private record Rule(Fault fault, BiPredicate<String, String> matches, AtomicInteger times) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = "/v1/sys/policies/acl/auth-broker";

    private final VaultServer vault;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger capabilityQueries = new AtomicInteger();
    private final Queue<Rule> rules = new ConcurrentLinkedQueue<>();
    private volatile @Nullable CountDownLatch heldReads;
    private @Nullable String policy;

    VaultFaults(VaultServer vault) {
        this.vault = vault;
    }

    /** The logins so far. */
    public int logins() {
        return logins.get();
    }

    /** The requests that have failed since the last {@link #reset}. */
    public int hits() {
        return hits.get();
    }

    /** How often Vault was asked what a token may do since the last {@link #reset}. */
    public int capabilityQueries() {
        return capabilityQueries.get();
    }

    public void reset() {
        rules.clear();
        hits.set(0);
        capabilityQueries.set(0);
        heldReads = null;
    }

    /** Every read of a credential from now on is a write behind. */
    public void readsLag(int times) {
        rules.add(new Rule(Fault.LAG, VaultFaults::readsCredential, new AtomicInteger(times)));
    }

    public void writeLosesItsResponse() {
        rules.add(new Rule(Fault.LOSE_RESPONSE, VaultFaults::writesCredential, new AtomicInteger(1)));
    }

    /** Vault refuses to store credentials. */
    public void writesAreRefused() {
        rules.add(new Rule(Fault.REFUSE, VaultFaults::writesCredential, new AtomicInteger(Integer.MAX_VALUE)));
    }

    /** Vault refuses to store anything. */
    public void isReadOnly() {
        rules.add(new Rule(
                Fault.REFUSE,
                (method, path) -> !method.equals("GET") && path.startsWith("/v1/latchkey/data/"),
                new AtomicInteger(Integer.MAX_VALUE)));
    }

    /** Every connection is closed before the response. */
    public void connectionsClose() {
        rules.add(new Rule(Fault.CLOSE, (method, path) -> true, new AtomicInteger(Integer.MAX_VALUE)));
    }

    /** Every connection is closed within the response. */
    public void responsesAreCut() {
        rules.add(new Rule(Fault.CUT, (method, path) -> true, new AtomicInteger(Integer.MAX_VALUE)));
    }

    /** Reads of credentials are answered once {@code released}. */
    public void holdReads(CountDownLatch released) {
        heldReads = released;
    }

    /** The broker may read credentials and not write them, until {@link #mayWrite}. */
    public void mayOnlyRead() {
        policy = policy == null ? policy() : policy;
        setPolicy(policy.replaceFirst("\"create\", \"read\", \"update\"", "\"read\""));
    }

    public void mayWrite() {
        setPolicy(policy);
    }

    private String policy() {
        return read(operator("GET", POLICY, "")).path("data").path("policy").asText();
    }

    private void setPolicy(String text) {
        var unused = operator(
                "PUT", POLICY, JSON.createObjectNode().put("policy", text).toString());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an operator with the root token does. */
    String operator(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(vault.url() + path))
                .header("X-Vault-Token", vault.rootToken())
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("OpenBao answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Fault next(String method, String path) throws InterruptedException {
        if (path.endsWith("/auth/approle/login")) {
            logins.incrementAndGet();
        }
        if (path.endsWith("/sys/capabilities-self")) {
            capabilityQueries.incrementAndGet();
        }
        var held = heldReads;
        if (held != null && readsCredential(method, path)) {
            held.await();
        }
        for (var rule : rules) {
            if (rule.matches.test(method, path) && rule.times.getAndDecrement() > 0) {
                hits.incrementAndGet();
                return rule.fault;
            }
        }
        return Fault.NONE;
    }

    private static boolean readsCredential(String method, String path) {
        return method.equals("GET") && path.startsWith("/v1/latchkey/data/connections/");
    }

    private static boolean writesCredential(String method, String path) {
        return !method.equals("GET") && path.startsWith("/v1/latchkey/data/connections/");
    }
}
