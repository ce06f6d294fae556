"""Follows the public feed and keeps a copy of each connection's latest view: feed_consumer.py feed.properties

Needs confluent-kafka (pip install confluent-kafka). docs/events.md says how to run it. With a second argument it ends after so
many seconds.
"""

import json
import re
import sys
import time

from confluent_kafka import Consumer, KafkaException

TOPIC = "latchkey.connections.v1"


def settings(file):
    """The client file of the local stack, in the words of librdkafka, which knows no JAAS."""
    lines = [line.strip() for line in open(file, encoding="utf-8")]
    java = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    login = dict(re.findall(r'(username|password)="([^"]*)"', java.pop("sasl.jaas.config", "")))
    return {
        **java,
        **{f"sasl.{name}": value for name, value in login.items()},
        # Records of a transaction that was aborted are no events. This is librdkafka's default, and not Java's.
        "isolation.level": "read_committed",
        # A new group reads everything that the topic holds: the whole state of every connection.
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        # The login may use groups whose name begins with its own.
        "group.id": "platform-sample-python",
    }


def apply(copies, record):
    """copies is what a platform keeps in a table: by connection, the last sequence that was applied and the view."""
    connection = record.key().decode()
    if record.value() is None:
        copies.pop(connection, None)
        print(connection, "forgotten: its credential is destroyed, and compaction removes its events", flush=True)
        return
    headers = {name: value.decode() for name, value in record.headers()}
    sequence = int(headers["ce_sequence"])
    if sequence <= copies.get(connection, (0, None))[0]:
        return
    data = json.loads(record.value())
    copies[connection] = (sequence, data["connection"])
    print(connection, sequence, headers["ce_type"], data["connection"]["state"], flush=True)


def main(file, seconds=float("inf")):
    consumer = Consumer(settings(file))
    consumer.subscribe([TOPIC])
    copies = {}
    end = time.monotonic() + float(seconds)
    try:
        while time.monotonic() < end:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if record.error():
                raise KafkaException(record.error())
            apply(copies, record)
            # After it is applied: a crash before this line reads it again, and the sequence drops it.
            consumer.commit(record, asynchronous=False)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
