# The permissions that setup.sh needs:
#   vault policy write latchkey-setup deploy/vault/setup.hcl && vault token create -policy=latchkey-setup -ttl=1h

path "sys/mounts" {
  capabilities = ["read"]
}

path "sys/mounts/*" {
  capabilities = ["create", "read", "update", "sudo"]
}

path "sys/auth" {
  capabilities = ["read"]
}

path "sys/auth/*" {
  capabilities = ["create", "read", "update", "sudo"]
}

path "sys/policies/acl/auth-broker" {
  capabilities = ["create", "read", "update"]
}

path "latchkey/config" {
  capabilities = ["create", "read", "update"]
}

path "transit/keys/latchkey-flows" {
  capabilities = ["create", "read", "update"]
}

# The mount of the Kubernetes auth method may have any name.
path "auth/+/config" {
  capabilities = ["create", "read", "update"]
}

path "auth/+/role/auth-broker" {
  capabilities = ["create", "read", "update"]
}
