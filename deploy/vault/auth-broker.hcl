# What auth-broker-service may do in Vault or OpenBao, and nothing more.

# Credentials of connections and clients of providers: read, write with check-and-set.
path "latchkey/data/connections/*" {
  capabilities = ["create", "read", "update"]
}

path "latchkey/data/clients/*" {
  capabilities = ["create", "read", "update"]
}

# A deletion destroys every version with the metadata.
path "latchkey/metadata/connections/*" {
  capabilities = ["delete"]
}

# Before a refresh the broker makes sure that its response can be stored: it writes a key and removes it, and asks what
# it may do with the connection.
path "latchkey/data/canary/*" {
  capabilities = ["create"]
}

path "latchkey/metadata/canary/*" {
  capabilities = ["delete"]
}

path "sys/capabilities-self" {
  capabilities = ["update"]
}

# The key under which tokens are hashed: created once, never changed.
path "latchkey/data/keys/token-hash" {
  capabilities = ["create", "read"]
}

# What an exchange brought rests encrypted until it is completed.
path "transit/encrypt/latchkey-flows" {
  capabilities = ["update"]
}

path "transit/decrypt/latchkey-flows" {
  capabilities = ["update"]
}

# Renewing its own token.
path "auth/token/renew-self" {
  capabilities = ["update"]
}
