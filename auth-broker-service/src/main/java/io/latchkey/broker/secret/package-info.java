/** What Vault keeps for Latchkey, and the ports to it; one class knows Vault. */
@NullMarked
package io.latchkey.broker.secret;

import org.jspecify.annotations.NullMarked;
