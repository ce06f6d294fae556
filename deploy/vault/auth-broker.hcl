# The permissions of auth-broker-service in Vault or OpenBao: only those that it uses.

# Credentials of connections, and clients at providers: read, write with check-and-set.
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

# The list of providers shows where a client is registered: only the names are read.
path "latchkey/metadata/clients/*" {
  capabilities = ["delete", "list"]
}

# Before a refresh the broker tests that its response can be stored: it writes and deletes a key, and reads its
# capabilities for the path of the connection.
path "latchkey/data/canary/*" {
  capabilities = ["create"]
}

path "latchkey/metadata/canary/*" {
  capabilities = ["delete"]
}

path "sys/capabilities-self" {
  capabilities = ["update"]
}

# The keys for hashes of tokens, for status URLs and for the bindings of programs: created once, never changed.
path "latchkey/data/keys/token-hash" {
  capabilities = ["create", "read"]
}

path "latchkey/data/keys/status-url" {
  capabilities = ["create", "read"]
}

path "latchkey/data/keys/program-binding" {
  capabilities = ["create", "read"]
}

# Tokens from an exchange are held encrypted until the completion.
path "transit/encrypt/latchkey-flows" {
  capabilities = ["update"]
}

path "transit/decrypt/latchkey-flows" {
  capabilities = ["update"]
}

# Keys with which clients authenticate at providers: the broker creates, rotates and deletes them, reads the public keys, and
# signs. It cannot export them.
path "transit/keys/latchkey-client-*" {
  capabilities = ["create", "read", "update", "delete"]
}

path "transit/sign/latchkey-client-*" {
  capabilities = ["update"]
}

# Renewal of its own token.
path "auth/token/renew-self" {
  capabilities = ["update"]
}
