/** Authorizations: this service begins and completes them through the broker. */
@NullMarked
package io.latchkey.connection.authorization;

import org.jspecify.annotations.NullMarked;
