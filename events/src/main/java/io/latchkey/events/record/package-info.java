/** Records of Kafka and what is decoded from them. */
@NullMarked
package io.latchkey.events.record;

import org.jspecify.annotations.NullMarked;
