# OpenBao or Vault on one machine, for a demonstration: no TLS, its keys beside it.
storage "raft" {
  path    = "/vault/raft"
  node_id = "demo"
  # A single node: it need not wait for others before the election of the leader.
  performance_multiplier = 1
}
listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = true
}
api_addr      = "http://vault:8200"
cluster_addr  = "http://127.0.0.1:8201"
disable_mlock = true
