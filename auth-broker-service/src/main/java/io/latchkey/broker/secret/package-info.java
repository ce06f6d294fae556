/**
 * The secrets that Vault stores for Latchkey, and the ports to it. Only one class implements these ports with Vault.
 */
@NullMarked
package io.latchkey.broker.secret;

import org.jspecify.annotations.NullMarked;
