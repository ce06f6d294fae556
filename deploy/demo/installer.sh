#!/bin/sh
# Tells the broker Latchkey's own clients at Northwind; may be run again at any time.
#
#   TOKEN_URL, BROKER_URL   the issuer's token endpoint; auth-broker-service
#   INSTALLER_SECRET, NORTHWIND_SECRET, NORTHWIND_SHORT_SECRET
set -eu

field() {
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

# Bodies go through the standard input, so that no process list shows them.
token=$(printf 'grant_type=client_credentials&client_id=installer&client_secret=%s' "$INSTALLER_SECRET" |
    curl -sS --fail-with-body --retry 10 --retry-connrefused -d @- "$TOKEN_URL" | field access_token)

client() {
    printf 'header = "Authorization: Bearer %s"\n' "$token" >"$work/token"
    printf '{"clientId":"%s","clientSecret":"%s"}' "$2" "$3" |
        curl -sS --fail-with-body --retry 10 --retry-connrefused -o /dev/null -K "$work/token" -X PUT \
            -H 'Content-Type: application/json' -d @- "$BROKER_URL/v1/providers/$1/client"
    echo "provider $1: client $2"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
client northwind latchkey-northwind "$NORTHWIND_SECRET"
client northwind-short latchkey-northwind-short "$NORTHWIND_SHORT_SECRET"
