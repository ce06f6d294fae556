# What auth-broker-service may do in Vault or OpenBao, and nothing more.

# Credentials of connections and clients of providers: read, write with check-and-set.
path "latchkey/data/connections/*" {
  capabilities = ["create", "read", "update"]
}

path "latchkey/data/clients/*" {
  capabilities = ["create", "read", "update"]
}

# A deletion leaves nothing: every version destroyed, then the metadata.
path "latchkey/destroy/connections/*" {
  capabilities = ["create", "update"]
}

path "latchkey/destroy/clients/*" {
  capabilities = ["create", "update"]
}

path "latchkey/metadata/connections/*" {
  capabilities = ["read", "delete"]
}

path "latchkey/metadata/clients/*" {
  capabilities = ["read", "delete"]
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

path "auth/token/lookup-self" {
  capabilities = ["read"]
}
