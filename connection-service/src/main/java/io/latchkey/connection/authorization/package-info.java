/** Consent as this service sees it: beginning an authorization, and completing it. */
@NullMarked
package io.latchkey.connection.authorization;

import org.jspecify.annotations.NullMarked;
