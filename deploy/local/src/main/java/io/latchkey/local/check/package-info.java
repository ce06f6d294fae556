/**
 * Checks an installation before it is started: each setting, and each server with the login that a service will use.
 */
@NullMarked
package io.latchkey.local.check;

import org.jspecify.annotations.NullMarked;
