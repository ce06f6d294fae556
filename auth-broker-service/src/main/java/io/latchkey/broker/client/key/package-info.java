/** The keys with which clients authenticate: their rotation, and their public keys. */
@NullMarked
package io.latchkey.broker.client.key;

import org.jspecify.annotations.NullMarked;
