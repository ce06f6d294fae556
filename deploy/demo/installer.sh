#!/bin/sh
# Registers Latchkey's clients for Northwind at the broker. Idempotent.
#
#   TOKEN_URL, BROKER_URL   the issuer's token endpoint; auth-broker-service
#   INSTALLER_SECRET, NORTHWIND_SECRET, NORTHWIND_SHORT_SECRET
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

field() {
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

# Bodies are passed on standard input, so that no process list shows them.
call() {
    curl -sS --fail-with-body --retry 10 --retry-delay 2 --retry-connrefused -d @- "$@"
}

log_in() {
    answer=$(printf 'grant_type=client_credentials&client_id=installer&client_secret=%s' "$INSTALLER_SECRET" | call "$TOKEN_URL" 2>&1) ||
        fail "The issuer gives the client installer no token: $(echo "$answer" | tail -n 1)"
    echo "$answer" | field access_token
}

client() {
    answer=$(printf '{"clientId":"%s","clientSecret":"%s"}' "$2" "$3" |
        call -K "$work/login" -X PUT -H 'Content-Type: application/json' "$BROKER_URL/v1/providers/$1/client" 2>&1) ||
        fail "The broker does not take the client of provider $1: $(echo "$answer" | tail -n 1)"
    echo "provider $1: client $2"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
token=$(log_in)
printf 'header = "Authorization: Bearer %s"\n' "$token" >"$work/login"
client northwind latchkey-northwind "$NORTHWIND_SECRET"
client northwind-short latchkey-northwind-short "$NORTHWIND_SHORT_SECRET"
