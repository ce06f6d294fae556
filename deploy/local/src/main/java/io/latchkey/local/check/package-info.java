/**
 * Checks an installation before it is started: each setting, and each server with the login that a service will use.
 */
package io.latchkey.local.check;
