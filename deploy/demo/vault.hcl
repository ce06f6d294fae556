# OpenBao or Vault on one machine, for a demonstration: no TLS, its keys beside it.
storage "raft" {
  path    = "/vault/raft"
  node_id = "demo"
  # It is alone: no need to wait for others before it elects itself.
  performance_multiplier = 1
}
listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = true
}
api_addr      = "http://vault:8200"
cluster_addr  = "http://127.0.0.1:8201"
disable_mlock = true
