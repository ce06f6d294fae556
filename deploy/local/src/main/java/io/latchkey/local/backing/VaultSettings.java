package io.latchkey.local.backing;

import io.latchkey.local.site.Site;

/** Configuration of OpenBao or HashiCorp Vault. */
public record VaultSettings(Site site, int port, int clusterPort) {
    public static final String NAME = "openbao";

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Its server.hcl.
     *
     * @param listenOn an address of the network it finds itself in
     * @param folder for its data
     */
    public String configuration(String listenOn, String folder) {
        return """
                storage "raft" {
                  path = "%s"
                  node_id = "local"
                  performance_multiplier = 1
                }
                listener "tcp" {
                  address = "%s:%d"
                  cluster_address = "127.0.0.1:%d"
                  tls_disable = true
                }
                api_addr = "%s"
                cluster_addr = "http://127.0.0.1:%d"
                disable_mlock = true
                """.formatted(folder, listenOn, port, clusterPort, url(), clusterPort);
    }
}
