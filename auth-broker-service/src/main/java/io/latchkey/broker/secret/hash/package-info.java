/** Keyed hashes of tokens: rows recognize a token by its hash, without storing it. */
@NullMarked
package io.latchkey.broker.secret.hash;

import org.jspecify.annotations.NullMarked;
