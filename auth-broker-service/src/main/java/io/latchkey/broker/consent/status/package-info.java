/** The status of an authorization, for the platform's pages and for connection-service. */
@NullMarked
package io.latchkey.broker.consent.status;

import org.jspecify.annotations.NullMarked;
