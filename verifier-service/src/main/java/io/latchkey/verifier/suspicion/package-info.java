/** When a provider that refuses an access token is believed. */
@NullMarked
package io.latchkey.verifier.suspicion;

import org.jspecify.annotations.NullMarked;
