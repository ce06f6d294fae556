/** Logins: the broker exchanges what a person entered for a session token, and logs in again when the session ends. */
@NullMarked
package io.latchkey.broker.method.login;

import org.jspecify.annotations.NullMarked;
