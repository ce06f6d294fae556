/** What {@code deploy/kafka/} states: the topics, and who may write and read which. */
package io.latchkey.local.topic;
