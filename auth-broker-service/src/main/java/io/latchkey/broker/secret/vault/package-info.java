/** Stores secrets in HashiCorp Vault or OpenBao: the only implementation of the ports in the package above. */
@NullMarked
package io.latchkey.broker.secret.vault;

import org.jspecify.annotations.NullMarked;
