#!/bin/sh
# Generates the secrets of a demonstration once, and writes them for each container that needs them: FOLDER/<consumer>/.env.
# Idempotent: existing secrets in FOLDER/operator/.env are kept.
#
#   secrets.sh FOLDER
#   SECRETS_UMASK   umask of the files; default 077. A container can read its own folder.
set -eu
umask "${SECRETS_UMASK:-077}"

folder=${1:?a folder}
all=$folder/operator/.env
clients='CONNECTION_SERVICE VERIFIER_SERVICE AUTH_BROKER_SERVICE INSTALLER AUTOMATION_ENGINE ACME_WORKER'

# The operator may do anything; platform reads the public feed and nothing else.
kafka_users='operator connection-service auth-broker-service verifier-service platform'
login_module=org.apache.kafka.common.security.plain.PlainLoginModule

# Characters that occur in client secrets of providers, and that a client has to encode.
awkward=':+%/ &=é'

random() {
    od -An -N 24 -tx1 /dev/urandom | tr -d ' \n'
}

# The first entry with that name, in case two runs overlapped.
find_secret() {
    sed -n "/^$1=/{s///p;q;}" "$all"
}

make() {
    [ -n "$(find_secret "$1")" ] || echo "$1=$(random)${2:-}" >>"$all"
}

# jaas NAME USER [MORE]: the property NAME, with which USER logs in to Kafka.
jaas() {
    echo "$1=$login_module required username=\"$2\" password=\"$(find_secret "$(kafka_password "$2")")\"${3:-};"
}

kafka_password() {
    echo "KAFKA_PASSWORD_$(echo "$1" | tr a-z- A-Z_)"
}

# give CONSUMER NAME[=KNOWN_AS]...: writes secrets for a consumer, optionally under other names.
give() {
    consumer=$1
    shift
    mkdir -p "$folder/$consumer"
    for secret; do
        echo "${secret#*=}=$(find_secret "${secret%%=*}")"
    done >"$folder/$consumer/.env"
}

mkdir -p "$folder/operator"
touch "$all"
make POSTGRES_PASSWORD
for service in CONNECTION BROKER VERIFIER; do
    make "${service}_PASSWORD"
done
for client in $clients; do
    make "LATCHKEY_SECRET_$client"
done
make NORTHWIND_SECRET_LATCHKEY_NORTHWIND "$awkward"
make NORTHWIND_SECRET_LATCHKEY_NORTHWIND_SHORT "$awkward"
for user in $kafka_users; do
    make "$(kafka_password "$user")"
done
make KC_BOOTSTRAP_ADMIN_PASSWORD
make BROKER_ROLE_ID
make BROKER_SECRET_ID

give postgresql POSTGRES_PASSWORD
give databases POSTGRES_PASSWORD=PGPASSWORD CONNECTION_PASSWORD BROKER_PASSWORD VERIFIER_PASSWORD
# shellcheck disable=SC2046,SC2086 # one word per client
give keycloak KC_BOOTSTRAP_ADMIN_PASSWORD $(printf 'LATCHKEY_SECRET_%s ' $clients) \
    NORTHWIND_SECRET_LATCHKEY_NORTHWIND NORTHWIND_SECRET_LATCHKEY_NORTHWIND_SHORT
logins=
for user in $kafka_users; do
    logins="$logins user_$user=\"$(find_secret "$(kafka_password "$user")")\""
done
give kafka
for listener in INSIDE OUTSIDE CONTROLLER; do
    jaas KAFKA_LISTENER_NAME_${listener}_PLAIN_SASL_JAAS_CONFIG operator "$logins"
done >"$folder/kafka/.env"
give topics
{
    echo security.protocol=SASL_PLAINTEXT
    echo sasl.mechanism=PLAIN
    jaas sasl.jaas.config operator
} >"$folder/topics/client.properties"
give vault BROKER_ROLE_ID BROKER_SECRET_ID
give installer LATCHKEY_SECRET_INSTALLER=INSTALLER_SECRET \
    NORTHWIND_SECRET_LATCHKEY_NORTHWIND=NORTHWIND_SECRET NORTHWIND_SECRET_LATCHKEY_NORTHWIND_SHORT=NORTHWIND_SHORT_SECRET
give connection-service CONNECTION_PASSWORD=QUARKUS_DATASOURCE_PASSWORD \
    LATCHKEY_SECRET_CONNECTION_SERVICE=QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET
give verifier-service VERIFIER_PASSWORD=QUARKUS_DATASOURCE_PASSWORD \
    LATCHKEY_SECRET_VERIFIER_SERVICE=QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET
give auth-broker-service BROKER_PASSWORD=QUARKUS_DATASOURCE_PASSWORD \
    BROKER_ROLE_ID=QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID \
    BROKER_SECRET_ID=QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID
for service in connection-service verifier-service auth-broker-service; do
    jaas KAFKA_SASL_JAAS_CONFIG $service >>"$folder/$service/.env"
done
