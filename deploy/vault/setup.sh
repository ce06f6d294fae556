#!/bin/sh
# Creates the mounts, key, policy and roles that Latchkey needs in Vault or OpenBao. Idempotent, also after an interruption.
#
#   VAULT_ADDR, VAULT_TOKEN   Vault's address, and a token with the policy setup.hcl
#   VAULT_CLI                 the client; default bao or vault in the PATH
#   VAULT_NAMESPACE           the namespace, if Vault Enterprise or OpenBao has namespaces
#   KUBERNETES_NAMESPACE      the namespace of auth-broker-service, if it logs in with its service account
#   KUBERNETES_MOUNT          the mount of that auth method; default kubernetes; one per cluster
#
# It creates no secret id. If auth-broker-service logs in with AppRole, create one with
#   vault write -f auth/approle/role/auth-broker/secret-id
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

# OpenBao's client reads variables of its own name first.
BAO_ADDR=${VAULT_ADDR:?where Vault is} BAO_TOKEN=${VAULT_TOKEN:?a token that may set up Vault}
export VAULT_ADDR VAULT_TOKEN BAO_ADDR BAO_TOKEN
here=$(cd "$(dirname "$0")" && pwd)
cli=${VAULT_CLI:-$(command -v bao || command -v vault)} || fail "Neither bao nor vault is on the PATH: install one, or set VAULT_CLI"

require_open() {
    code=0
    said=$("$cli" status 2>&1) || code=$?
    case $code in
    0) ;;
    2) fail "$VAULT_ADDR is sealed: unseal it first" ;;
    *) fail "$VAULT_ADDR does not answer: $said" ;;
    esac
    "$cli" secrets list >/dev/null 2>&1 || fail "$VAULT_ADDR does not let this VAULT_TOKEN set it up: it is wrong, has expired or may too little"
}

mounted() {
    "$cli" "$1" list -format=json | grep -q "\"$2/\""
}

# A new mount of version 2 needs a moment before it accepts settings.
configure_secrets() {
    tries=10
    until "$cli" write latchkey/config max_versions=2 cas_required=true; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "The mount latchkey of $VAULT_ADDR cannot be set up"
        sleep 1
    done
}

require_open
mounted secrets latchkey || "$cli" secrets enable -path=latchkey -version=2 kv
configure_secrets

mounted secrets transit || "$cli" secrets enable transit
"$cli" write -f transit/keys/latchkey-flows

"$cli" policy write auth-broker "$here/auth-broker.hcl"

mounted auth approle || "$cli" auth enable approle
"$cli" write auth/approle/role/auth-broker \
    token_policies=auth-broker token_ttl=1h token_max_ttl=24h token_no_default_policy=true secret_id_ttl=0

if [ -n "${KUBERNETES_NAMESPACE:-}" ]; then
    cluster=${KUBERNETES_MOUNT:-kubernetes}
    mounted auth "$cluster" || "$cli" auth enable -path="$cluster" kubernetes
    # A Vault outside the cluster needs more settings than this one; existing settings are kept.
    "$cli" read "auth/$cluster/config" >/dev/null 2>&1 ||
        "$cli" write "auth/$cluster/config" kubernetes_host=https://kubernetes.default.svc
    "$cli" write "auth/$cluster/role/auth-broker" audience=vault \
        bound_service_account_names=auth-broker-service bound_service_account_namespaces="$KUBERNETES_NAMESPACE" \
        token_policies=auth-broker token_ttl=1h token_max_ttl=24h token_no_default_policy=true
fi
