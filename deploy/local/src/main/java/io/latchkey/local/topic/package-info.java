/** What {@code deploy/kafka/} states: the topics, and who may write and read which. */
@NullMarked
package io.latchkey.local.topic;

import org.jspecify.annotations.NullMarked;
