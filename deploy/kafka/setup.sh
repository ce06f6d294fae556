#!/bin/sh
# Creates the topics of topics.yaml that are not there yet, and grants what acls.yaml states; may be run again at any time,
# also after it was cut off, and leaves existing topics and further grants alone.
#
#   KAFKA_BOOTSTRAP_SERVERS   where
#   KAFKA_REPLICAS            instead of the stated number, for a cluster with fewer brokers
#   KAFKA_CLIENT_CONFIG       a file with the client's security settings, if there are any
#   KAFKA_FEED_READERS        further users, separated by blanks, that may read the public feed in groups of their name
#   KAFKA_BIN                 where kafka-topics.sh and kafka-acls.sh are; default /opt/kafka/bin
set -eu

here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "$*" >&2
    exit 1
}

kafka() {
    tool=$1
    shift
    "${KAFKA_BIN:-/opt/kafka/bin}/kafka-$tool.sh" --bootstrap-server "${KAFKA_BOOTSTRAP_SERVERS:?where Kafka is}" \
        ${KAFKA_CLIENT_CONFIG:+--command-config "$KAFKA_CLIENT_CONFIG"} "$@"
}

# Out of all that a tool says, what a person can use.
reason() {
    sed -n 's/^Error while executing topic command : //p; s/^Caused by: [^ ]*: //p' | tail -n 1
}

# One line a topic: its name, then the options that make it so.
stated_topics() {
    awk -v replicas="${KAFKA_REPLICAS:-}" '
        function tell() {
            if (name) print name, "--partitions", partitions, "--replication-factor", replicas ? replicas : stated, config
        }
        { gsub(/"/, "") }
        $1 == "-" && $2 == "name:" { tell(); name = $3; config = ""; next }
        $1 == "partitions:" { partitions = $2; next }
        $1 == "replicas:" { stated = $2; next }
        name && NF == 2 && $1 ~ /^[a-z.]+\..*:$/ { sub(/:$/, "", $1); config = config " --config " $1 "=" $2 }
        END { tell() }' "$here/topics.yaml"
}

existing=$(kafka topics --list 2>&1) ||
    fail "Kafka at $KAFKA_BOOTSTRAP_SERVERS does not list its topics: $(echo "$existing" | reason)"
stated=$(stated_topics)
echo "$stated" | while read -r name options; do
    if echo "$existing" | grep -qxF "$name"; then
        echo "topic $name is there"
    else
        # shellcheck disable=SC2086 # the options are words
        kafka topics --create --if-not-exists --topic "$name" $options
    fi
done

# One line a right: the service, the operation, then the topics.
stated_rights() {
    awk '
        { gsub(/[],[]/, " ") }
        $1 == "-" && $2 == "name:" { name = $3 }
        $1 == "writes:" { $1 = ""; print name, "Write", $0 }
        $1 == "reads:" { $1 = ""; print name, "Read", $0 }' "$here/acls.yaml"
}

allow() {
    service=$1
    shift
    kafka acls --add --allow-principal "User:$service" "$@" >/dev/null
}

rights=$(stated_rights)
echo "$rights" | while read -r service operation topics; do
    # shellcheck disable=SC2046,SC2086 # the topics are words
    allow "$service" --operation "$operation" $(printf -- '--topic %s ' $topics)
    echo "$service may $operation $topics"
done
echo "$rights" | cut -d ' ' -f 1 | sort -u | while read -r service; do
    allow "$service" --operation All --resource-pattern-type prefixed --group "$service" --transactional-id "$service"
done
for reader in ${KAFKA_FEED_READERS:-}; do
    allow "$reader" --operation Read --topic latchkey.connections.v1
    allow "$reader" --operation Read --resource-pattern-type prefixed --group "$reader"
    echo "$reader may read the public feed"
done
