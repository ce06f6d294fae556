/** auth-broker-service: the catalog, consent, secrets, refresh, revocation and handing out credentials. */
@NullMarked
package io.latchkey.broker;

import org.jspecify.annotations.NullMarked;
