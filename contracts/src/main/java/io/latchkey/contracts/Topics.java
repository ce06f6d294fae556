package io.latchkey.contracts;

/** The Kafka topics, one owner each; {@code deploy/kafka/} states their partitions, retention and access. */
public final class Topics {
    /** Public events about connections. Written by connection-service only. */
    public static final String CONNECTIONS = "latchkey.connections.v1";

    /** Internal facts about credentials. Written by auth-broker-service only. */
    public static final String CREDENTIAL_FACTS = "latchkey.credential-facts.v1";

    /** Internal facts about checks. Written by verifier-service only. */
    public static final String CHECK_FACTS = "latchkey.check-facts.v1";

    /** Records that a service could not read, with their origin and cause as headers. */
    public static final String DEAD_LETTER = "latchkey.dead-letter.v1";

    private Topics() {}
}
