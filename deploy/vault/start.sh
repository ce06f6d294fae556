#!/bin/sh
# Brings an OpenBao or Vault of one's own into service: initialises it where it is new, unseals it, and makes what Latchkey
# needs (setup.sh). May be run again at any time, also after it was cut off. For a demonstration: whoever has KEYS has
# everything.
#
#   VAULT_ADDR     where
#   KEYS           a folder where the unseal key and the root token are kept
#   BROKER_ROLE_ID, BROKER_SECRET_ID   with which the broker logs in
#   PATIENCE       seconds to wait for an answer; default 60
#   KEEP_UNSEALED  instead of ending, look every so many seconds whether it has been sealed, as after a restart
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

# Status ends with 1 when nobody answers, with 2 when sealed.
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

# Keys are told once: written down first, in force when they are whole.
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

# Right after unsealing it elects itself.
await_active() {
    tries=30
    until "$cli" secrets list >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || fail "$VAULT_ADDR does not take the root token in $KEYS"
        sleep 1
    done
}

# The id pair is the installation's own choice, so that the broker can be told before Vault runs.
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
