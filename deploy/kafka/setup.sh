#!/bin/sh
# Creates missing topics of topics.yaml, updates the configuration of existing ones, and adds the ACLs of acls.yaml.
# Idempotent, also after an interruption. It does not touch other topics, settings and ACLs, and never changes the number of
# partitions, which would break the order of a connection's events.
#
#   KAFKA_BOOTSTRAP_SERVERS   one or more brokers
#   KAFKA_REPLICAS            replication factor, for a cluster with fewer than three brokers
#   KAFKA_CLIENT_CONFIG       a client configuration with security settings, if required
#   KAFKA_FEED_READERS        users, separated by spaces, that may read the public feed in groups that begin with their name
#   KAFKA_BIN                 folder of kafka-topics.sh, kafka-configs.sh and kafka-acls.sh; default /opt/kafka/bin
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

# Extracts the error message from the output of a tool.
reason() {
    sed -n 's/^Error while executing topic command : //p; s/^Caused by: [^ ]*: //p' | tail -n 1
}

# One line per topic: its name, then the options for its creation.
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

# One line per existing topic: its name, the number of its partitions, its configuration.
described_topics() {
    awk -F '\t' '$1 ~ /^Topic: / && /PartitionCount: / {
        name = partitions = configs = ""
        for (i = 1; i <= NF; i++) {
            if ($i ~ /^Topic: /) { name = substr($i, 8) }
            if ($i ~ /^PartitionCount: /) { partitions = substr($i, 17) }
            if ($i ~ /^Configs: /) { configs = substr($i, 10) }
        }
        print name, partitions, configs
    }'
}

# Sets the options that differ at an existing topic, and reports them.
converge() {
    name=$1
    partitions=$2
    configs=$3
    shift 3
    changes=
    while [ $# -gt 0 ]; do
        case $1 in
            --partitions)
                [ "$2" = "$partitions" ] ||
                    echo "topic $name has $partitions partitions instead of $2, which is left as it is" >&2
                ;;
            --config)
                case ",$configs," in
                    *",$2,"*) ;;
                    *)
                        changes=$changes${changes:+,}${2%%=*}=[${2#*=}]
                        echo "topic $name: $2 instead of $(echo "$configs" | tr , '\n' | sed -n "s/^${2%%=*}=//p" | grep . || echo "the default")"
                        ;;
                esac
                ;;
        esac
        shift 2
    done
    if [ -n "$changes" ]; then
        kafka configs --alter --entity-type topics --entity-name "$name" --add-config "$changes" >/dev/null
    else
        echo "topic $name is as stated"
    fi
}

answer=$(kafka topics --describe 2>&1) ||
    fail "Kafka at $KAFKA_BOOTSTRAP_SERVERS does not list its topics: $(echo "$answer" | reason)"
existing=$(echo "$answer" | described_topics)
stated=$(stated_topics)
echo "$stated" | while read -r name options; do
    found=$(echo "$existing" | awk -v name="$name" '$1 == name')
    # shellcheck disable=SC2086 # the options are words
    if [ -n "$found" ]; then
        configs=${found#* }
        converge "$name" "${configs%% *}" "${configs#* }" $options
    else
        kafka topics --create --if-not-exists --topic "$name" $options
    fi
done

# One line per ACL: the service, the operation, then the topics.
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
