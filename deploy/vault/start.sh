#!/bin/sh
# Sets up the OpenBao or Vault of a demonstration: initialises it if it is new, unseals it, and runs setup.sh. Idempotent,
# also after an interruption. For demonstrations only: the folder KEYS gives access to all secrets.
#
#   VAULT_ADDR     Vault's address
#   KEYS           the folder for the unseal key and the root token
#   BROKER_ROLE_ID, BROKER_SECRET_ID   the broker's login
#   PATIENCE       seconds to wait for a response; default 60
#   KEEP_UNSEALED  do not exit, but check every so many seconds whether it is sealed, as after a restart
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

: "${VAULT_ADDR:?where Vault is}" "${KEYS:?a folder for the keys}" "${BROKER_ROLE_ID:?}" "${BROKER_SECRET_ID:?}"
export VAULT_ADDR BAO_ADDR="$VAULT_ADDR"
here=$(cd "$(dirname "$0")" && pwd)
cli=${VAULT_CLI:-$(command -v bao || command -v vault)} || fail "Neither bao nor vault is on the PATH: install one, or set VAULT_CLI"
role=auth/approle/role/auth-broker
umask 077

# The exit code of status is 1 without a response, and 2 if Vault is sealed.
answers() {
    "$cli" status >/dev/null 2>&1 || [ $? -eq 2 ]
}

is() {
    "$cli" status -format=json 2>/dev/null | grep -q "\"$1\": true"
}

await_answer() {
    tries=${PATIENCE:-60}
    until answers; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "$VAULT_ADDR does not answer: start OpenBao or Vault first"
        sleep 1
    done
}

# Vault returns the keys only once, so they are written to a temporary file, which is renamed when it is complete.
initialise() {
    "$cli" operator init -key-shares=1 -key-threshold=1 >"$KEYS/init.next"
}

keep_keys() {
    [ -s "$KEYS/init" ] || ! grep -q '^Initial Root Token: ' "$KEYS/init.next" 2>/dev/null || mv "$KEYS/init.next" "$KEYS/init"
    [ -s "$KEYS/init" ] ||
        fail "$VAULT_ADDR is initialised, but its keys are not in $KEYS: if nothing in it matters, wipe its data and $KEYS"
}

key() {
    sed -n "s/^$1: //p" "$KEYS/init"
}

unseal() {
    ! is sealed || "$cli" operator unseal "$(key 'Unseal Key 1')" >/dev/null 2>&1 ||
        fail "The key in $KEYS does not unseal $VAULT_ADDR: it belongs to other data; if nothing in it matters, wipe both"
}

# After the unsealing, the election of the leader takes a moment.
await_active() {
    tries=30
    until "$cli" secrets list >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "$VAULT_ADDR does not take the root token in $KEYS"
        sleep 1
    done
}

# The installation chooses both ids, so that the broker can be configured before Vault runs.
admit_broker() {
    "$cli" write "$role/role-id" role_id="$BROKER_ROLE_ID"
    "$cli" write auth/approle/login role_id="$BROKER_ROLE_ID" secret_id="$BROKER_SECRET_ID" >/dev/null 2>&1 ||
        "$cli" write "$role/custom-secret-id" secret_id="$BROKER_SECRET_ID" >/dev/null
}

await_answer
is initialized || initialise
keep_keys
unseal
VAULT_TOKEN=$(key 'Initial Root Token')
export VAULT_TOKEN BAO_TOKEN="$VAULT_TOKEN"
await_active
sh "$here/setup.sh"
admit_broker
unset VAULT_TOKEN BAO_TOKEN

while [ -n "${KEEP_UNSEALED:-}" ]; do
    sleep "$KEEP_UNSEALED"
    answers && unseal
done
